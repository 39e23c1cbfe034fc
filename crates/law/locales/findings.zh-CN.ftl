# Findings, in Chinese. The id is the code.
