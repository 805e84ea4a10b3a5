"""The case brief (R5, T35): one page from the problem to a dated ask, and the page to speak from.

    brief = read_case_brief(answer)
    in_the_way(brief, claim="supported")      # reasons not to export it yet; must be empty
    brief_as_html(brief, evidence_picture(brief))

`model` reads an answer, `checks` says what is missing or stands in the way, `page` and `docx`
write both versions. Each name is imported from its own module.
"""
