### What every page has
frame-title = Open Government Information
frame-skip = Skip to main content
frame-search = Search
frame-search-hint = Reports and bodies
frame-columns = Columns
frame-elder = Elder mode
frame-menu = Menu
frame-office = Office
frame-sign-out = Sign out
frame-footer = Published under the Regulation on Open Government Information
column-guide = Guide
column-rules = Rules
column-catalogue = Statutory disclosure
column-reports = Annual reports
column-requests = Requests
menu-title = Office navigation
menu-start = To do
menu-reports = Annual reports
menu-drafts = Our own report
menu-collections = Collection
menu-desk = Reports
menu-findings = Findings
menu-totals = Totals
menu-messages = Messages
menu-house = Administration
menu-bodies = Bodies
menu-people = People and roles
menu-settings = Settings
menu-journal = Journal
menu-health = Health
action-save = Save
action-cancel = Cancel
form-required = (required)
form-problem-of = { $field }: { $problem }
form-problems = { $count ->
    [one] One thing needs mending
   *[other] { $count } things need mending
}
