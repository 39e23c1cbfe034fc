### actions
action-body_entered = 登记机关
action-body_edited = 修改机关信息
action-body_moved = 调整上级机关
action-body_closed = 关闭机关
action-body_reopened = 恢复机关
action-bodies_imported = 导入机关
action-profile_edited = 修改对外公开的信息
action-settings_changed = 修改设置
subject-body = 机关
subject-settings = 设置
