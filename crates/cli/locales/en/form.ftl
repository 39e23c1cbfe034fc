# The form's labels in English. In Chinese they are the edition's own.

section-1 = 1  Overview
section-2 = 2  Proactive disclosure
section-3 = 3  Requests received and handled
section-4 = 4  Reconsiderations and lawsuits
section-5 = 5  Main problems and improvements
section-6 = 6  Other matters to report

band-art20_1 = Article 20 (1)
band-art20_5 = Article 20 (5)
band-art20_6 = Article 20 (6)
band-art20_8 = Article 20 (8)
band-art20_9 = Article 20 (9)

row-t2-regulation = Administrative rules
row-t2-normative_doc = Normative documents
row-t2-permit = Administrative permits
row-t2-other_service = Other services to the public
row-t2-penalty = Administrative penalties
row-t2-coercion = Administrative coercion
row-t2-admin_fee = Administrative charges
row-t2-procurement = Central procurement

column-made = Made this year
column-newly_public = Newly published
column-total_public = Public in all
column-prev_items = Items last year
column-delta = Change
column-decisions = Decisions
column-procurement_items = Items procured
column-procurement_amount = Amount
column-issued = Issued this year
column-repealed = Repealed this year
column-in_force = In force
column-fee_amount = Charged (10,000 yuan)

row-t3-new_received = New requests this year
row-t3-carried_in = Carried over from last year
row-t3-results = Outcomes this year
row-t3-granted = Granted
row-t3-granted_in_part = Granted in part
row-t3-refused = Refused
row-t3-refused_state_secret = State secret
row-t3-refused_other_law = Barred by other law
row-t3-refused_security_stability = Security and stability
row-t3-refused_third_party = Third party's rights
row-t3-refused_internal_affairs = Internal affairs
row-t3-refused_process = Information in process
row-t3-refused_enforcement_file = Enforcement file
row-t3-refused_admin_inquiry = Matter of inquiry
row-t3-unavailable = Not available
row-t3-unavailable_not_held = Not held
row-t3-unavailable_needs_creation = Would have to be made
row-t3-unavailable_unclear = Still unclear
row-t3-not_processed = Not processed
row-t3-not_processed_petition = Petition or complaint
row-t3-not_processed_repeat = Repeated request
row-t3-not_processed_publication = Asks for a publication
row-t3-not_processed_excessive = Excessive requests
row-t3-not_processed_confirm = Asks for confirmation
row-t3-other = Other
row-t3-other_overdue_correction = Not corrected in time
row-t3-other_overdue_fee = Fee not paid in time
row-t3-other_other = Other
row-t3-total = Total
row-t3-carried_out = Carried over to next year

column-natural_person = Natural persons
column-commercial = Businesses
column-research = Research bodies
column-public_welfare = Welfare groups
column-legal_service = Legal services
column-other_org = Other
column-total = Total

row-t4-recon = Reconsideration
row-t4-lit_direct = Sued directly
row-t4-lit_after_recon = Sued after reconsideration

column-upheld = Upheld
column-corrected = Corrected
column-other = Other
column-pending = Pending
