# Findings, in English. The id is the code.
