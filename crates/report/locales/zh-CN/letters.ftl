# 催报、退回、回执、通报等公文用语。

letter-date = { $year }年{ $month }月{ $day }日
letter-to = { $to }：
letter-contact = （联系人及电话：{ $contact }）
letter-contact-who = （联系人：{ $who }）
letter-contact-number = （联系电话：{ $number }）
letter-attachment = 附件：{ $name }
letter-closing-note = 特此函告。
letter-closing-circular = 特此通报。

letter-reminder-title = { $from }关于催报{ $year }年政府信息公开工作年度报告的函
letter-reminder-late = 根据《中华人民共和国政府信息公开条例》第四十九条、第五十条和政府信息公开工作年度报告有关要求，你单位{ $year }年政府信息公开工作年度报告应于{ $due }前报送并向社会公布。截至{ $date }，我单位尚未收到，已逾期{ $days }日。
letter-reminder-today = 根据《中华人民共和国政府信息公开条例》第四十九条、第五十条和政府信息公开工作年度报告有关要求，你单位{ $year }年政府信息公开工作年度报告应于{ $due }前报送并向社会公布。截至{ $date }，我单位尚未收到，请于今日内报送。
letter-reminder-early = 根据《中华人民共和国政府信息公开条例》第四十九条、第五十条和政府信息公开工作年度报告有关要求，你单位{ $year }年政府信息公开工作年度报告应于{ $due }前报送并向社会公布。截至{ $date }，我单位尚未收到，距报送期限还有{ $days }日。
letter-reminder-ask = 请抓紧编制，按规定格式如实填报各项数据，经本单位负责人审定后报送。确有困难不能按期报送的，请书面说明原因。
letter-reminder-consequence = 逾期仍未报送的，将依照《中华人民共和国政府信息公开条例》第四十七条督促整改或者通报批评。

letter-return-title = { $from }关于退回整改{ $year }年政府信息公开工作年度报告的函
letter-return-body = 你单位报送的{ $year }年政府信息公开工作年度报告收悉。经核查，发现{ $count }处问题需要处理（见附件），现予退回。
letter-return-body-none = 你单位报送的{ $year }年政府信息公开工作年度报告收悉。因下列原因，现予退回修改：
letter-return-again-title = { $from }关于再次退回整改{ $year }年政府信息公开工作年度报告的函
letter-return-again-before = 你单位{ $year }年政府信息公开工作年度报告已于{ $returned }退回整改。
letter-return-again-answer = 你单位{ $day }的书面说明收悉。
letter-return-again-resubmitted = 你单位{ $day }重新报送的报告收悉。
letter-return-again-body = 经核查，仍有{ $count }处问题需要处理（见附件），现再次退回。
letter-return-again-body-none = 经研究，因下列原因，现再次退回修改：
letter-return-ask = 请逐项核对整改，于{ $deadline }前重新报送。对列为问题而确属无误的，请书面说明理由。已向社会公布的，整改后一并更正公布，并注明更正原因。
letter-return-ask-none = 请按上述意见整改，于{ $deadline }前重新报送。对上述意见有不同看法的，请书面说明理由。已向社会公布的，整改后一并更正公布，并注明更正原因。
letter-return-list = { $year }年政府信息公开工作年度报告问题清单
letter-return-extended = 整改期限变更
letter-return-extended-line = { $on }，整改期限由{ $was }延长至{ $deadline }。原因：{ $reason }
letter-column-number = 序号
letter-column-place = 位置
letter-column-problem = 问题
letter-column-basis = 依据
letter-column-action = 处理建议
letter-place-line = 第 { $line } 行
letter-place-paragraph = 第 { $paragraph } 段
letter-place-page = 第 { $page } 页
letter-place-cells = { $cell }等 { $count } 格
letter-place-looked = 第{ $sections }部分中查找
letter-section-1 = 一
letter-section-5 = 五
letter-section-6 = 六
letter-section-and = 、
letter-place-none = 全文

letter-mend-reminder-title = { $from }关于催办{ $year }年政府信息公开工作年度报告整改的函
letter-mend-reminder-late = 你单位{ $year }年政府信息公开工作年度报告已于{ $returned }退回整改，应于{ $deadline }前重新报送。截至{ $date }，尚未收到整改后的报告，也未收到书面说明，已逾期{ $days }日。
letter-mend-reminder-ask = 需要整改的事项见{ $returned }退回整改的函，不再重列。请抓紧整改，经本单位负责人审定后重新报送；确属无误或者暂时不能整改的，请书面说明理由。
letter-mend-reminder-consequence = 逾期仍未整改的，将依照《中华人民共和国政府信息公开条例》第四十七条督促整改或者通报批评。

letter-mend-extension-title = { $from }关于延长{ $year }年政府信息公开工作年度报告整改期限的函
letter-mend-extension-body = 你单位{ $year }年政府信息公开工作年度报告已于{ $returned }退回整改，原定{ $was }前重新报送，现将整改期限延长至{ $deadline }。
letter-mend-extension-again = 你单位{ $year }年政府信息公开工作年度报告已于{ $returned }退回整改，整改期限现定{ $was }，再次延长至{ $deadline }。
letter-mend-extension-reason = 延长原因：{ $reason }
letter-mend-extension-ask = 需要整改的事项见{ $returned }退回整改的函。请抓紧整改，经本单位负责人审定后，在延长后的期限前重新报送。

letter-mend-accepted-title = { $from }关于{ $year }年政府信息公开工作年度报告整改事项办结的函
letter-mend-accepted-body = 你单位{ $year }年政府信息公开工作年度报告已于{ $returned }退回整改。
letter-mend-accepted-answer = 你单位{ $answered }的书面说明收悉。
letter-mend-accepted-done = 该报告现予接收，退回整改事项办结，不需要重新报送。
letter-mend-accepted-mended = 你单位{ $resubmitted }重新报送的报告现予接收，退回整改事项办结。
letter-mend-accepted-reason = 接收理由：{ $reason }

letter-withdrawn-title = { $from }关于撤下{ $year }年政府信息公开工作年度报告的函
letter-withdrawn-body = 你单位{ $year }年政府信息公开工作年度报告已发布的第{ $versions }版，现予撤下，不再向社会公开。
letter-withdrawn-reason = 撤下理由：{ $reason }
letter-withdrawn-stays = 目前公开的第{ $version }版不变，不需要重新报送。
letter-withdrawn-ask = 请核实有关内容。需要更正的，编制更正版，经本单位负责人审定后报送；接收后另行发布。

letter-receipt-title = 政府信息公开工作年度报告收件回执
letter-receipt-body = 你单位报送的{ $year }年政府信息公开工作年度报告已于{ $received }{ $time }收到（文件：{ $file }，第{ $version }次报送）。
letter-receipt-again-title = 政府信息公开工作年度报告重新报送收件回执
letter-receipt-again-body = 你单位重新报送的{ $year }年政府信息公开工作年度报告已于{ $received }{ $time }收到（文件：{ $file }，第{ $version }次报送），以本次报送的为准。
letter-receipt-first = 首次报送日期为{ $first }。
letter-receipt-late = 报送期限为{ $due }，逾期{ $days }日。
letter-receipt-in-time = 报送期限为{ $due }，按期报送。
letter-receipt-mended-late = 整改期限为{ $due }，逾期{ $days }日。
letter-receipt-mended-in-time = 整改期限为{ $due }，按期重新报送。
letter-receipt-note = 报告将按规定格式逐项读取、核查。收件不代表审核通过：如有需要整改的问题，将另行函告；审核通过后予以公布。

letter-circular-title = { $from }关于{ $year }年政府信息公开工作年度报告报送情况的通报
letter-circular-body = { $year }年政府信息公开工作年度报告应报送单位{ $owing }家。截至{ $date }，按期报送{ $intime }家，逾期报送{ $late }家，尚未报送{ $missing }家。逾期和未报送单位情况如下：
letter-circular-none = { $year }年政府信息公开工作年度报告应报送单位{ $owing }家。截至{ $date }，各单位均已按期报送。
letter-circular-ask = 请尚未报送的单位抓紧报送；逾期报送的单位要查明原因，加强日常管理，确保今后按期报送、按期公布。
letter-column-body = 单位
letter-column-due = 报送期限
letter-column-received = 报送日期
letter-column-days = 逾期天数
letter-not-received = 尚未报送
letter-days = { $days }日
