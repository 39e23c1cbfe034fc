### 公众平台
portal-feed = 订阅
portal-open-data = 开放数据
portal-sitemap = 网站地图
