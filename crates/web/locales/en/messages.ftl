### Messages and webhooks
message-write = Write a note
message-kind = Kind
message-kind-reminder = Reminder
message-kind-mending = Reminder to mend
message-kind-extension = More time to mend
message-kind-return = Return
message-kind-accepted = Return done with
message-kind-receipt = Receipt
message-kind-note = Note
message-channel = Channel
message-channel-inbox = Inbox
message-channel-mail = Mail
message-channel-sms = Short message
message-channel-chat = Government chat
message-state = State
message-unread = Unread
message-unread-count = { $count } unread
message-state-queued = Waiting
message-state-sent = Sent
message-state-failed = Not sent
message-state-read = Read
message-all = All
message-filter = Filter
message-none = No messages yet
message-none-fit = No message fits
message-none-hint = Reminders, reminders to mend, returns, receipts and notes appear here.
message-subject = Subject
message-text = Text
message-to = To
message-from = From { $body }
message-by = Written by
message-at = Time
message-stage = round { $stage }
message-pages = Pages
message-older = Older messages
message-here = You are here
message-tried = Tried { $count ->
    [one] once
   *[other] { $count } times
}, not sent
message-mark-read = Mark as read
message-retry = Send again
message-print = Print
message-remind = Remind
message-remind-title = Remind of the report of { $year }
message-remind-report = Not submitted ({ $count })
message-remind-mending = Late to mend ({ $count })
message-remind-itself-owes = Your own body’s report has not come in yet, either; it is not listed here.
message-remind-itself-mends = The mending of your own body’s report is overdue, too; it is not listed here.
message-remind-sample = What is sent ({ $body }, for example)
message-remind-hint = Tick the bodies to remind. Those whose report was returned, and who neither resubmitted nor answered by the day set, get a reminder to mend it. The inbox has it at once; mail and short messages go out outside quiet hours.
message-remind-confirm = Send reminders to the bodies ticked?
message-remind-lately = Some of those ticked were reminded a short while ago; nothing was sent yet
message-remind-certain = Remind them again all the same
message-remind-certain-hint = Untick those who are not to be reminded again.
message-remind-send = Send reminders
message-reminded = What was sent
message-reminded-title = Reminders of reports for { $year }: what was sent
message-reminded-sent = Bodies reminded: { $count }
message-reminded-kinds = Of the report: { $reports }; of mending it: { $mending }
message-reminded-left = Bodies ticked and not reminded: { $count }
message-reminded-left-why = They have submitted or answered meanwhile, are excused, or are this office itself.
message-reminded-read-hint = The numbers follow when the bodies mark their message as read.
message-reminded-outside = Outside the office
message-reminded-why = Why
message-reminded-only-inside = Bodies that got a message in the office only: { $count }
message-reminded-only-inside-why = Nobody there has a mail address or a number, or no such channel is on.
message-reminded-log = Look at the messages
message-nobody-owes = Nobody owes a report or is late to mend one
message-back-to-roll = Back to the roll
message-due = Due
message-returned = Returned
message-mend-by = To be mended by
message-days-late = Time
message-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
message-left = { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
message-last = Last reminder
message-before-due = Before the due date
message-never = Never
message-send = Send
message-nobody-below = There are no bodies below
message-nobody-below-hint = Ask your administrator to enter or import them.
not-now-collection-closed = The collection is closed.
not-now-message-read = This message was read before.
not-now-message-not-failed = Only what was not sent can be sent again.
problem-none-chosen = Choose at least one body
problem-url = Enter an address that begins with https:// or http://
problem-url-person = The address must not hold a user name or password: whoever sees it would read the password
problem-url-port = The port is wrong: it is a number from 1 to 65535
problem-url-host = The host name or IP address is wrong
problem-private-address = This address is on this machine or a private network. If an internal system is meant, the operator allows it with webhooks.private_addresses = true
webhook-title = Webhooks
webhook-about = Other programs are told when a report is published, corrected or withdrawn.
webhook-secret = Signing secret
webhook-secret-once = It is shown only once: keep it in the receiving program now.
webhook-none = No webhooks yet
webhook-none-hint = Enter the receiver's address below.
webhook-url = Address
webhook-body = Body
webhook-body-hint = It is told of what this body and those below it publish.
webhook-report = Report
webhook-state = State
webhook-on = On
webhook-off = Off
webhook-enter = Add a webhook
webhook-switch-on = Switch on
webhook-switch-off = Switch off
webhook-remove = Remove
webhook-remove-title = Remove this webhook?
webhook-remove-confirm = Nothing will be sent there any more, and the record of what was sent goes with it. The journal keeps that it was there.
webhook-deliveries = Deliveries
webhook-no-deliveries = Nothing was delivered yet
webhook-no-deliveries-hint = The next publication will be.
webhook-event = Event
webhook-tries = Tries
webhook-answer = Answer

# Why another program was not reached.
outgoing-private-address = the address is on this machine or a private network, so nothing was sent (the operator can set webhooks.private_addresses = true)
outgoing-bad-address = the address is wrong
outgoing-host-not-found = host name not found
outgoing-timeout = no answer in time
outgoing-no-route = no way to the other side
outgoing-connection-refused = connection refused
outgoing-connection-lost = the other side left without an answer
outgoing-connection-failed = connection failed
outgoing-no-trusted-certificate = its certificate is not trusted
outgoing-no-tls = no encrypted connection (TLS) came about, the other side may not speak https
outgoing-no-http = the other side's answer is no HTTP
outgoing-answer-too-large = the answer is too long
outgoing-http = not taken, the answer was HTTP { $status }
outgoing-smtp-5xx = the mail server refuses it
outgoing-smtp-4xx = the mail server does not take it now
outgoing-the-address-is-not-valid = the recipient's address is wrong
outgoing-the-channel-is-not-configured = this channel is not set up
outgoing-off = the webhook is off
outgoing-interrupted = it was interrupted
outgoing-failed = it failed
webhook-gone = Its receiver said that it is gone (HTTP 410); switched off { $moment }
webhook-gone-hint = The receiver has given the address up. Ask there: switch the webhook on when it is to be told all the same, else remove it.
webhook-not-again = Not tried again by itself.
