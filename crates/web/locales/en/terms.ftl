### terms
kind-government = Government
kind-department = Department
kind-street = Street office
kind-township = Township
kind-community = Community
kind-village = Village
kind-institution = Institution
level-province = Province
level-city = City
level-county = County or district
level-township = Township or street
level-village = Village or community
state-open = Open
state-closed = Closed
form-region-t2 = Proactive disclosure (table)
form-region-t3 = Requests received and handled (table)
form-region-t4 = Reviews and litigation (table)
