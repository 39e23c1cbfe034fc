### terms
kind-government = 政府
kind-department = 部门
kind-street = 街道
kind-township = 乡镇
kind-community = 社区
kind-village = 村
kind-institution = 事业单位等机构
level-province = 省级
level-city = 市级
level-county = 县级
level-township = 乡级
level-village = 村级
state-open = 在用
state-closed = 已关闭
form-region-t2 = 主动公开政府信息情况
form-region-t3 = 收到和处理政府信息公开申请情况
form-region-t4 = 政府信息公开行政复议、行政诉讼情况
