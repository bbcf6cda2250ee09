"""A report → bytes, in the official form: docx, pdf, html, xlsx, json. Start at `dispatch`."""
