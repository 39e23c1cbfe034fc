### actions
action-message_written = 写出消息
action-message_sent = 发出消息
action-message_failed = 消息未能发出
action-message_read = 阅读消息
action-message_tried_again = 重发消息
action-webhook_entered = 添加推送地址
action-webhook_switched_on = 启用推送
action-webhook_switched_off = 停用推送
action-delivery_tried_again = 重新推送
