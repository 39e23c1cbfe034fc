### The public portal
portal-feed = Feed
portal-open-data = Open data
portal-sitemap = Sitemap
