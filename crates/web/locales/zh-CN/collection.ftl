### collection
