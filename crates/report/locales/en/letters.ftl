# Reminders, returns, receipts, circulars.

letter-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
letter-to = To { $to }:
letter-contact = (Contact: { $contact })
letter-contact-who = (Contact: { $who })
letter-contact-number = (Telephone: { $number })
letter-attachment = Attachment: { $name }
letter-closing-note = We inform you accordingly.
letter-closing-circular = This is circulated for your attention.

letter-reminder-title = { $from }: Reminder to submit the annual report on open government information for { $year }
letter-reminder-late = Under Articles 49 and 50 of the Regulation on Open Government Information and the requirements for annual reports, your report for { $year } was to be submitted and published by { $due }. On { $date } we had not received it; it is { $days ->
    [one] 1 day
   *[other] { $days } days
} late.
letter-reminder-today = Under Articles 49 and 50 of the Regulation on Open Government Information and the requirements for annual reports, your report for { $year } is to be submitted and published by { $due }. On { $date } we had not received it; please submit it today.
letter-reminder-early = Under Articles 49 and 50 of the Regulation on Open Government Information and the requirements for annual reports, your report for { $year } is to be submitted and published by { $due }. On { $date } we had not received it; { $days ->
    [one] 1 day is
   *[other] { $days } days are
} left.
letter-reminder-ask = Please draw it up in the prescribed form with true figures and submit it once the head of your body has approved it. If you cannot submit it in time, please give the reason in writing.
letter-reminder-consequence = If it is still not submitted, rectification will be ordered or criticism circulated under Article 47 of the Regulation.

letter-return-title = { $from }: Return of the annual report on open government information for { $year }
letter-return-body = We have received your annual report on open government information for { $year }. On examination { $count ->
    [one] 1 point needs
   *[other] { $count } points need
} to be dealt with (see the attachment); the report is returned.
letter-return-body-none = We have received your annual report on open government information for { $year }. It is returned for revision for the following reason:
letter-return-again-title = { $from }: The annual report on open government information for { $year } is returned once more
letter-return-again-before = Your annual report on open government information for { $year } was returned for revision on { $returned }.
letter-return-again-answer = Your written answer of { $day } has been received.
letter-return-again-resubmitted = The report you resubmitted on { $day } has been received.
letter-return-again-body = On examination { $count ->
    [one] one point still needs
   *[other] { $count } points still need
} attention (see the attachment). The report is returned once more.
letter-return-again-body-none = The report is returned once more for revision for the following reason:
letter-return-ask = Please go through the points one by one and resubmit by { $deadline }. Where a point listed is in fact right, please give the reason in writing. If the report has been published, publish the corrected version with the reason for the correction.
letter-return-ask-none = Please mend what is said above and resubmit by { $deadline }. Where you see it otherwise, please give the reason in writing. If the report has been published, publish the corrected version with the reason for the correction.
letter-return-list = Points found in the annual report for { $year }
letter-return-extended = The day for mending was changed
letter-return-extended-line = On { $on } the day for mending was moved from { $was } to { $deadline }. Reason: { $reason }
letter-column-number = No.
letter-column-place = Place
letter-column-problem = What is wrong
letter-column-basis = Basis
letter-column-action = What to do
letter-place-line = Line { $line }
letter-place-paragraph = Paragraph { $paragraph }
letter-place-page = Page { $page }
letter-place-cells = { $cell } and others, { $count } cells
letter-place-looked = looked for in part { $sections }
letter-section-1 = 1
letter-section-5 = 5
letter-section-6 = 6
letter-section-and = { ", " }
letter-place-none = Whole report

letter-mend-reminder-title = { $from }: Reminder to mend the returned annual report on open government information for { $year }
letter-mend-reminder-late = Your annual report on open government information for { $year } was returned on { $returned }, to be mended and resubmitted by { $deadline }. On { $date } neither a mended report nor a written answer had been received; it is { $days ->
    [one] 1 day
   *[other] { $days } days
} late.
letter-mend-reminder-ask = What is to be mended stands in the letter of { $returned } and is not listed again. Please mend it and resubmit the report once the head of your body has approved it. Where a point is in fact right, or cannot be mended for now, please give the reason in writing.
letter-mend-reminder-consequence = If it is still not mended, rectification will be ordered or criticism circulated under Article 47 of the Regulation.

letter-mend-extension-title = { $from }: More time to mend the returned annual report on open government information for { $year }
letter-mend-extension-body = Your annual report on open government information for { $year } was returned on { $returned }, to be mended and resubmitted by { $was }. The day for mending is now { $deadline }.
letter-mend-extension-again = Your annual report on open government information for { $year } was returned on { $returned }, to be mended and resubmitted, as the day stood last, by { $was }. The day for mending is now { $deadline }.
letter-mend-extension-reason = Reason: { $reason }
letter-mend-extension-ask = What is to be mended stands in the letter of { $returned }. Please mend it and resubmit the report by the new day, once the head of your body has approved it.

letter-mend-accepted-title = { $from }: The return of the annual report on open government information for { $year } is done with
letter-mend-accepted-body = Your annual report on open government information for { $year } was returned on { $returned }.
letter-mend-accepted-answer = Your written answer of { $answered } has been received.
letter-mend-accepted-done = The report is accepted; the return is done with, and nothing need be resubmitted.
letter-mend-accepted-mended = The report you resubmitted on { $resubmitted } is accepted; the return is done with.
letter-mend-accepted-reason = Reason: { $reason }

letter-withdrawn-title = { $from }: Withdrawal of the annual report on open government information for { $year }
letter-withdrawn-body = Of your annual report on open government information for { $year }, as published, version { $versions } is withdrawn and no longer public.
letter-withdrawn-reason = Reason: { $reason }
letter-withdrawn-stays = Version { $version }, which is public now, stays as it is; nothing need be resubmitted.
letter-withdrawn-ask = Please look into it. Where the report is to be corrected, draw up a corrected version and submit it once the head of your body has approved it; it is published once accepted.

letter-receipt-title = Receipt of an annual report on open government information
letter-receipt-body = Your annual report on open government information for { $year } was received on { $received } at { $time } (file: { $file }, version { $version }).
letter-receipt-again-title = Receipt of an annual report on open government information handed in again
letter-receipt-again-body = Your annual report on open government information for { $year } was handed in again: it was received on { $received } at { $time } (file: { $file }, version { $version }) and takes the place of the version before.
letter-receipt-first = The first version came on { $first }.
letter-receipt-late = It was due on { $due } and is { $days ->
    [one] 1 day
   *[other] { $days } days
} late.
letter-receipt-in-time = It was due on { $due } and came in time.
letter-receipt-mended-late = It had to be mended by { $due } and is { $days ->
    [one] { $days } day
   *[other] { $days } days
} late.
letter-receipt-mended-in-time = It had to be mended by { $due } and came in time.
letter-receipt-note = It is now read and checked cell by cell. This receipt is no acceptance: if anything needs to be mended, you will hear from us; once accepted, the report is published.

letter-circular-title = { $from }: Circular on the submission of annual reports on open government information for { $year }
letter-circular-body = { $owing ->
    [one] 1 body owes
   *[other] { $owing } bodies owe
} an annual report on open government information for { $year }. On { $date }, { $intime } had submitted in time, { $late } late, and { $missing } not at all. The late and missing ones are:
letter-circular-none = { $owing ->
    [one] 1 body owes
   *[other] { $owing } bodies owe
} an annual report on open government information for { $year }. On { $date } all had submitted in time.
letter-circular-ask = Bodies that have not submitted yet are to do so without delay; those that were late are to find out why and see to it that they submit and publish in time.
letter-column-body = Body
letter-column-due = Due
letter-column-received = Received
letter-column-days = Days late
letter-not-received = Not received
letter-days = { $days }
