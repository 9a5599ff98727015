"""The HTTP interface of LanguageTool, version 2, as word processors and editorial systems speak it: bytes in, JSON out.

https://languagetool.org/http-api/ describes it; nothing here listens or answers.
"""
