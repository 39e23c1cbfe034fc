# Findings (read). The id is the finding's code; .hint says what to do.
