### actions
action-report_received = 收到报告
action-report_read = 读取并核查报告
action-report_checked = 核查报告
action-cell_corrected = 更正读数
action-correction_taken_back = 撤销更正
action-finding_decided = 处理问题
action-report_returned = 退回报告
action-return_notified = 通知退回
action-return_answered = 答复退回
action-report_accepted = 接收报告
action-report_published = 发布报告
action-publication_corrected = 发布更正版
