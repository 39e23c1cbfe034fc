### actions
action-message_written = Message written
action-message_sent = Message sent
action-message_failed = Message not sent
action-message_read = Message read
action-message_tried_again = Message sent again
action-webhook_entered = Webhook entered
action-webhook_switched_on = Webhook switched on
action-webhook_switched_off = Webhook switched off
action-delivery_tried_again = Delivery tried again
