### 机关
profile-title = 对外公开的信息
profile-disclosure_office = 政府信息公开工作机构
profile-address = 办公地址
profile-postal_code = 邮政编码
profile-hours = 办公时间
profile-phone = 联系电话
profile-fax = 传真号码
profile-email = 电子邮箱
profile-website = 网站栏目地址
profile-functions = 机关职能
profile-units = 内设机构（每行一个）
profile-leaders = 负责人及分工（每行一人）
