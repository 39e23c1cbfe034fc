### desks and publishing
desk-title = { $body }, report for { $year }
desk-here = You are here
desk-tabs = Pages of the report
desk-tab-cells = Cells
desk-tab-sections = Sections and facts
desk-tab-findings = Findings
desk-tab-versions = Versions
desk-tab-history = History
desk-state = State
desk-state-superseded = Superseded
desk-version = Version
desk-received = Received
desk-channel = Came by
desk-channel-upload = Upload
desk-channel-draft = Written here
desk-channel-total = Total
desk-channel-api = API
desk-file = File
desk-findings = Findings
desk-errors = { $count } { $count ->
    [one] error
   *[other] errors
    }
desk-warnings = { $count } { $count ->
    [one] warning
   *[other] warnings
    }
desk-infos = { $count } info
desk-severity = Severity
desk-severity-error = Error
desk-severity-warning = Warning
desk-severity-info = Info
desk-accept = Accept
desk-return = Return
desk-publish = Publish
desk-publish-correction = Publish a correction
desk-original = Original file
desk-read-again = Read and check again
desk-public-reads = The public at present reads what was handed in as version { $version } (version { $public } as published).
desk-public-open = Open the public page
desk-newer-there = This is not the newest version.
desk-newer-open = Open version { $version }
desk-returned-until = Returned; due again by { $day }
desk-answered-waits = Answered, waits for the upper level
desk-answered-waits-hint = The answer has reached the upper level. Until it is judged you can add to it (what you add stands below), or send the mended report.
desk-answers-full = All answers to one return have at most { $most } characters; { $left } are left. Put longer texts into the mended report
desk-returned-answered = Returned; the body answered on { $day }, which waits to be judged
desk-return-again = Return again
desk-return-again-what = The body answered the last return in words. Returned again it gets another letter with another day, and the last return is done with.
desk-return-accepted = { $who } accepted this report on { $at }; the return is done with
desk-return-replaced = The report was returned again: the newer letter counts.
desk-return-open = Letter and answer
desk-not-read = This report has not been read yet
desk-not-read-hint = Files wait their turn to be read, usually for seconds. Load the page again later, or press “Read and check again”.
desk-as-list = As a list
desk-replaced = Published, replaced since
desk-state-unknown = There is no state “{ $state }”; the list below is not narrowed by state
desk-unfolded = All unfolded
desk-why-as-before = As the cell above
desk-as-form = As the statutory tables
desk-keys = Keys
desk-key-next = Next cell
desk-key-previous = Previous cell
desk-key-uncertain = Next uncertain cell
desk-key-enter = Correct; open or close a group
desk-key-leave = Leave the correction
desk-key-help = Show this help
desk-close = Close
desk-source = Source
desk-source-unreadable = The source cannot be read now: { $detail }
desk-read = What was read
desk-cells-uncertain = Uncertain cells ({ $count })
desk-cell-missing = missing
desk-cell-blank = blank
desk-reasons = Of these:
desk-reason-unread = not read { $count }
desk-reason-empty = blank or a slash { $count }
desk-reason-named = read, with something found about them { $count }
desk-many-count = { $count ->
    [one] 1 cell
   *[other] { $count } cells
}
desk-many-source = Its place in the source
desk-cells-unread = Not read
desk-cells-unread-hint = “Not read” counts cells that were not found or hold other words. “Uncertain” on the reading desk counts blanks, slashes and cells something was found about, too.
desk-uncertain = Uncertain
desk-corrected = Corrected
desk-raw = As written: { $raw }
desk-corrections = Corrections ({ $count })
desk-step = read { $read }, corrected to { $corrected }
desk-step-back = taken back; { $read } as read
desk-step-left = correction of an earlier version left aside; { $read } as read
desk-because = { " " }(reason: { $reason })
desk-correct = Correct
desk-figure = Figure
desk-kind = Becomes
desk-kind-figure = the figure
desk-kind-blank = blank
desk-kind-slash = a slash
desk-kind-as-read = as it was read
desk-why = Reason
desk-sections = Sections
desk-no-sections = No section was found
desk-no-sections-hint = Compare with the source under “Cells”: the six headings of the form may be missing.
desk-facts = Facts in the prose
desk-no-facts = No figures were found in the prose
desk-no-facts-hint = The prose names no counts; nothing need be done.
desk-fact-subject = About
desk-fact-amount = Amount
desk-fact-quote = In the report’s words
desk-amount-exact = { $figure }
desk-amount-at-least = ≥{ $figure }
desk-amount-at-most = ≤{ $figure }
desk-amount-about = about { $figure }
desk-problems = Problems named
desk-improvements = Improvements named
desk-no-findings = Nothing was found
desk-no-findings-hint = The checks found nothing in this report; it can be accepted.
desk-no-findings-here = There are no findings within this choice. Widen the filter, or collect and check reports first.
desk-basis = Basis
desk-hint = What to do
desk-decided = Decision
desk-decision-mend = To be mended
desk-decision-accept = Accept with reason
desk-decision-not_a_fault = Not a fault
desk-decision-undecided = Take the decision back
desk-decide-chosen = Decide about the chosen findings
desk-reason = Reason
desk-reason-hint = Needed for “Accept with reason” and “Not a fault”.
desk-choose = Choose this finding
desk-all = Choose all
desk-versions = Versions received
desk-publications = Publications
desk-publication = Publication
desk-published-at = Published
desk-no-publications = Not published yet
desk-no-publications-hint = Once accepted it can be published; corrections are published as new versions and older ones stay.
desk-returns = Returns
desk-no-returns = Never returned
desk-no-returns-hint = Where findings have to be mended, “Return” sends their list to the body.
desk-return-line = Returned with { $count } { $count ->
    [one] finding
   *[other] findings
    }, due by { $day }
desk-answered = Answered
desk-closed = Done
desk-no-history = Nothing recorded yet
desk-no-history-hint = Everything done with this report is recorded here.
desk-history-due = due by { $day }
desk-accept-clear = No errors are in the way.
desk-accept-open = { $count } { $count ->
    [one] error is
   *[other] errors are
    } undecided or to be mended; accepting takes a reason
desk-accept-reason = Reason for accepting
desk-return-what = The chosen findings go into the letter of return. The body may answer, or upload a mended report.
desk-return-public = This report is public and stays so while it is mended; withdraw it first if it ought not to be read. The mended one is published as a correction once accepted.
desk-public-meanwhile = still public
desk-due-on = Due again by
desk-note = Further remarks
desk-return-findings = Findings to be mended
desk-return-this = Put into the letter
desk-return-note-only = There is nothing to list. To return it all the same, say why under “Further remarks”.
desk-returned-title = Returned: { $body }, report for { $year }
desk-returned-by = Returned by
desk-print = Print
desk-letter = Letter of return
desk-answer = The body’s answer
desk-rectified = What was mended
desk-rectified-newer = The body has sent a new version.
desk-rectified-ended = This return ended with version { $version }: what follows is how that version stood. Later ones do not count here.
desk-mended = Mended
desk-remaining = Still there
desk-changed = Changed, still wrong
desk-untouched = Not changed, no longer found
desk-untouched-hint = These came of comparing with other reports or last year's. What they point to is as it was; they are gone because those reports are others now, and do not count as mended.
desk-others = Other findings
desk-answering = Answer
desk-answer-text = Explanation
desk-answer-file = The mended report
desk-answer-online = The mended report can be drawn up here, too, beginning with the report handed in or with an empty form:
desk-answer-file-hint = It is read and checked at once and becomes the next version. DOCX, DOC, WPS, PDF, OFD, XLSX, HTML or TXT.
desk-answer-send = Send
desk-publish-what = Once published, everybody can read and download it. Later corrections are new versions; this one stays.
desk-publish-correction-what = The correction becomes the current version; earlier ones can still be read, and the reason is published.
desk-publish-changes = { $count ->
    [0] No figures change for the public
    [one] One figure changes for the public
   *[other] { $count } figures change for the public
}
desk-publish-changes-from = Public now
desk-publish-changes-to = Once published
desk-publish-changes-texts = Texts change, too.
desk-publish-changes-files = Attachments change, too.
desk-publish-again-what = What was published before is withdrawn. Publishing again makes a new version and publishes the reason.
desk-withdraw = Withdraw
desk-withdraw-what = For what ought not to be public, such as personal information in a report. The portal then says only when and why it was withdrawn; content and files are gone from it. Copies others made cannot be called back. Once mended, it can be published again.
desk-withdraw-confirm = Nobody will be able to read or download the chosen versions any more.
desk-withdraw-left = An older version that is not chosen can still be read at its address, where it says that the later one was withdrawn; the lists of the portal treat the report as withdrawn. Choose it, too, if it ought not to be public either.
desk-withdraw-versions = Versions to withdraw
desk-withdraw-reason = Reason (published)
desk-withdraw-reason-hint = For example “contains personal information”; do not repeat what ought not to be public
desk-absent = { $count } bodies that belong into this total are not in it
desk-drift = Since it was added up, reports of bodies below changed; the figures of this report stay as they are
desk-drift-hint = They were added up { $at }. Where they are to be renewed, add up again and draw up the next version.
desk-drift-see = See the total as it is now
desk-overridden = { $count ->
    [one] One figure differs from the sum of the members
   *[other] { $count } figures differ from the sums of the members
}
desk-overridden-cell = sum { $sum }, signed { $own }
desk-not-published = No version is published.
desk-publish-title = Title
desk-publish-reason = Reason for the correction (published)
desk-being-changed = Being changed by its body
desk-being-changed-hint = Its body is changing it; once that is signed, it is a new version in the place of this one. What is accepted or published now is this version.
desk-being-changed-waits = A new version of its body waits for the signature and then takes the place of this one. What is accepted or published now is this version.
desk-explained = What the body says about the errors that remain
desk-correction-note = What the body says it corrects
desk-correction-note-of = what is corrected: { $note }
desk-publish-reason-of-body = These are the body's own words on what it corrects; they can be changed
desk-publish-again-reason = Reason for publishing again (published)
desk-list-title = { $body }: annual reports
desk-findings-title = { $body }: findings
desk-seen-from = Seen from
desk-year = Year
desk-any = All
desk-filter = Filter
desk-reports-count = { $count } { $count ->
    [one] report
   *[other] reports
    }
desk-findings-count = { $count } { $count ->
    [one] finding
   *[other] findings
    }
desk-no-reports = No reports
desk-no-reports-hint = Upload reports under “Collection”; if a filter is set, widen it.
desk-body = Body
desk-undecided = Undecided findings
desk-chosen-accept = Accept the chosen reports
desk-chosen-publish = Publish the chosen reports
desk-accept-chosen = Accept the chosen
desk-publish-chosen = Publish the chosen
desk-chosen-reason-accept = Reports with undecided errors are accepted only with a reason.
desk-chosen-reason-publish = Reports published before are published as corrections, which takes a reason.
desk-none-chosen = No reports chosen
desk-none-chosen-hint = Choose some in the list
desk-chosen-count = { $able } of { $all } chosen reports can be dealt with
desk-return-ends = Returned to be mended; accepting it closes that return
desk-follows = An earlier version was published: a reason is needed
desk-follows-noted = An earlier version was published: without a reason, the body's own words on what it corrects are published
desk-published-before = Published before and changed since: it is published as a correction, which needs a reason
desk-chosen-noted = ; { $count } with a note
desk-chosen-note = Notes
desk-hindrance = Why not
desk-done-accept = { $count } { $count ->
    [one] report
   *[other] reports
    } accepted
desk-done-publish = { $count } { $count ->
    [one] report
   *[other] reports
    } published
desk-refused = { $count } not done
desk-back-to-list = Back to the list
desk-views = Views of findings
desk-by-report = By report
desk-by-rule = By rule
desk-by-body = By body
desk-rule = Rule
desk-reports = Reports
desk-only-undecided = Only undecided
desk-only-waiting = Only reports to be judged
desk-cell-unknown = The form has no such cell
desk-cell-not-number = This is no figure
desk-refused-cell = Correction not saved: { $cell }
desk-cell-too-large = Too large: at most 15 digits before the point
desk-cell-negative = It cannot be negative
desk-cell-not-whole = It must be a whole number
desk-cell-changed = Somebody corrected this cell while you typed; yours was not saved. Look at what it says now and why, and save again if it still needs correcting
desk-findings-changed = In the meantime the report was read again, or somebody decided about findings you chose. What you wrote is still here; look at what stands now, choose again and send it anew
desk-cell-unchanged = It says so already; nothing to correct
desk-superseded = A newer version took this one’s place.
desk-unread = This report has not been read and checked yet.
desk-unreadable = The file cannot be read now.
desk-decision-wants-reason = Say why: “Not a fault” and “Accept with reason” need it
desk-nothing-chosen = Choose at least one finding
desk-too-many-chosen = At most 500 findings at once
desk-different-rules = Findings decided together must be of one rule
desk-overtaken = This report went on after it was chosen, so nothing was done; open the report and look first.
desk-overtaken-title = This report went on after you opened the page; what you just did changed nothing
desk-overtaken-by = Last step: { $what } ({ $who }, { $at }).
desk-overtaken-again = What you entered is still below. Look at how the report stands now; to do it all the same, send the form again.
desk-overtaken-kept = This cannot be done now. What you entered is kept here for you to copy:
desk-accepted-already = This report was accepted already.
desk-returned-already = This report was returned already and waits for the body’s answer.
desk-judged-above = This body’s report is judged and published by the office above that collects it; of its own report it decides no findings, corrects no figures, and accepts, returns, publishes and withdraws nothing.
desk-not-accepted = This report has not been accepted yet.
desk-withdrawn-alone = This report was withdrawn: publish it again by itself, on its own page, with its reason.
desk-return-nothing = Without chosen findings, say why it is returned
desk-extend = Give more time
desk-extend-title = More time to mend: { $body }, report for { $year }
desk-extend-what = The body gets a letter about it. Roll, receipt and reminders count from the new day on; the day before and the reason stand below the letter of the return.
desk-extend-now = Day as it is now
desk-extend-due-on = New day
desk-extend-reason = Reason
desk-extend-reason-hint = Stands in the letter; the body reads it
desk-extended = extended
desk-extended-until = The day for mending was moved to { $day }
desk-extend-day = Enter the new day, such as 2024-02-22
desk-extend-why = Give the reason for more time
desk-extend-past = Not earlier than today
desk-extend-not-later = Should be later than the day as it is now ({ $day })
desk-extend-changed = Somebody set another day while you were writing. Look at the day as it is now, and send again if it is still needed
desk-return-answered = The body has answered this return.
desk-due-past = The date must be after today
desk-due-missing = Enter the day by which the report is due again
desk-due-far = The date is more than a year away: check its year
desk-return-closed = This return is done with.
desk-answer-empty = Write an explanation or upload the mended report
desk-same-file = It is the very file that was returned
desk-file-picture = This is a picture, and words and figures in it cannot be read. Send the electronic original (DOCX, WPS, XLSX, …), or a PDF that has text
desk-file-archive = This is an archive, or a damaged document. Send the report’s file itself; out of an archive, the report in it
desk-file-no-report = The file holds none of the report’s tables
desk-file-other-body = The file is the report of { $found }; send your own
desk-file-names-other = The title names “{ $found }”, which is no name of this body: make sure that it is your report
desk-named = It is this body’s report; “{ $found }” in its title is a slip, or another name of this body
desk-named-hint = Choose the file again and tick this. It is taken for this body's report, and the journal keeps who confirmed it; the supervising office sees it.
desk-named-confirmed = The title of the file that was sent names “{ $found }”; the sender confirmed that it is this body’s report.
desk-file-other-year = The file is the report for { $found }
desk-withdraw-none = Choose the versions to withdraw
desk-withdraw-no-reason = Say why it is withdrawn
desk-publish-no-reason = The report about this year was published before: say why it is published again
desk-publish-same-as-withdrawn = Content and file are exactly those of version { $version }, withdrawn on { $day }: { $reason }. Nothing has changed. Correct first what needs correcting; to publish it as it was, tick that this is meant
desk-publish-same-as-withdrawn-alone = Content and file are exactly those of version { $version }, withdrawn on { $day }: { $reason }. Correct it first, or publish it as it was by itself, on its own page
desk-as-withdrawn-is-meant = It is the same as withdrawn, on purpose
desk-as-withdrawn-is-meant-hint = For example because the reason is gone, or it was withdrawn by mistake. The journal notes it.
desk-publish-same-as-public = Figures, texts and attachments are exactly those of version { $version }, which is published. To publish it as a correction all the same, tick that this is meant
desk-unchanged-is-meant = It is the same as published, on purpose
desk-unchanged-is-meant-hint = The public will read that this report was corrected. The journal notes it.
desk-publish-same-as-public-alone = Figures, texts and attachments are exactly those of version { $version }, which is published. Publish it as a correction by itself, on its own page, where that is meant
desk-publish-personal = Personal numbers in the report: { $count } ({ $masked }). Once published anybody reads them. Return the report first, or decide that they are no fault; to publish them all the same, tick that this is meant
desk-publish-personal-alone = Personal numbers in the report: { $count } ({ $masked }). Once published anybody reads them. Return the report first, or publish it by itself, on its own page, where that is meant
desk-publish-personal-file = Personal numbers in the attachment “{ $name }”, which is published with the report: { $count } ({ $masked }). Once published anybody reads them. Return the report first; to publish them all the same, tick that this is meant
desk-publish-personal-file-alone = Personal numbers in the attachment “{ $name }”, which is published with the report: { $count } ({ $masked }). Once published anybody reads them. Return the report first, or publish it by itself, on its own page, where that is meant
desk-publish-unlooked = Of the files published with the report, these were not looked through, or not all of it; there may be personal information in them. Open them before publishing. (Regulation Arts. 15, 17)
desk-chosen-unlooked = files not looked through, or not all of it: { $names }
desk-publish-personal-files = There are personal numbers in attachments published with the report. Once published anybody reads them. Return the report first, so that its body removes them or keeps them for the office. (Regulation, Articles 15 and 17)
desk-publish-personal-in = Personal numbers in the report: { $count }. Once published anybody reads them. Return the report first; where it is nothing personal, decide under Findings that it is no fault. (Regulation, Article 15)
desk-personal-is-meant = These personal numbers are published, on purpose
desk-personal-is-meant-hint = For example with the separate consent of the person, or because the law wants them public. The journal notes it.
desk-publish-alone = By itself
desk-earlier = { $count ->
    [one] One cell of an earlier version was corrected and reads otherwise here
   *[other] { $count } cells of earlier versions were corrected and read otherwise here
}
desk-earlier-hint = Taken over, they are corrected in this version too, with the reason they had. Left aside, what this version reads stands; say why. Until then the report is neither accepted nor published.
desk-earlier-list = Corrections to settle
desk-earlier-cell = Cell
desk-earlier-read = Read
desk-earlier-corrected = Corrected to
desk-earlier-own = This version
desk-earlier-by = corrected by { $who }, { $at }
desk-earlier-take = Take over those ticked
desk-earlier-leave = Leave those ticked aside
desk-earlier-taken = { $count ->
    [one] One correction was taken over; this version is corrected alike
   *[other] { $count } corrections were taken over; this version is corrected alike
}
desk-earlier-left = { $count ->
    [one] One correction was left aside; what this version reads stands
   *[other] { $count } corrections were left aside; what this version reads stands
}
desk-earlier-reason = Why they are left aside
desk-earlier-reason-hint = Such as “settled anew by the body from its register”
desk-earlier-first = Settle the corrections of earlier versions listed above first.
desk-earlier-none = Tick the corrections to be settled
desk-earlier-no-reason = Say why they are left aside
desk-earlier-changed = Somebody settled or corrected them while you looked. See how they stand now, and send it again where it is still to be done
desk-earlier-open = { $count ->
    [one] One cell of an earlier version was corrected and reads otherwise here
   *[other] { $count } cells of earlier versions were corrected and read otherwise here
}. Take the corrections over, or leave them aside with a reason
desk-earlier-open-alone = { $count ->
    [one] One cell of an earlier version was corrected and reads otherwise here
   *[other] { $count } cells of earlier versions were corrected and read otherwise here
}. Take the corrections over on its page, or leave them aside there with a reason
desk-publish-unchanged = Title and content are the same as published; there is nothing to correct

desk-attachments = Attachments
desk-attachment-public = Published with the report
attachment-personal = Personal numbers: { $count } ({ $masked })
attachment-not-looked = Not looked through for personal numbers; check it by hand
attachment-looked-in-part = Pictures, hidden text and the like were not looked through for personal numbers; check them by hand
desk-publish-attachments = Attachments marked as published with the report go public with it; the others do not.
desk-corrected-since = { $count ->
    [one] One cell was corrected since publication
   *[other] { $count } cells were corrected since publication
}
desk-corrected-since-hint = The public and the totals still have the figures published.
