### actions
action-report_received = Report received
action-report_read = Report read and checked
action-report_checked = Report checked
action-cell_corrected = Cell corrected
action-correction_taken_back = Correction taken back
action-finding_decided = Findings decided
action-report_returned = Report returned
action-return_notified = Return notified
action-return_answered = Return answered
action-report_accepted = Report accepted
action-report_published = Report published
action-publication_corrected = Correction published
