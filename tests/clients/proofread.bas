' Has each line of a file proofread as a paragraph of its own; {texts} and {answers} are filled in by libreoffice.py.
Sub Main
  Dim where As New com.sun.star.lang.Locale
  Dim checker, files, reader, writer, found, one As Variant
  Dim words As String
  Dim i, number As Integer
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  reader = createUnoService("com.sun.star.io.TextInputStream")
  reader.setInputStream(files.openFileRead("{texts}"))
  reader.setEncoding("UTF-8")
  writer = createUnoService("com.sun.star.io.TextOutputStream")
  writer.setOutputStream(files.openFileWrite("{answers}"))
  writer.setEncoding("UTF-8")
  checker = createUnoService("org.openoffice.lingu.LanguageToolGrammarChecker")
  where.Language = "tr"
  where.Country = "TR"
  writer.writeString(CStr(checker.hasLocale(where)) & Chr(10))
  Do While Not reader.isEOF()
    words = reader.readLine()
    number = number + 1
    found = checker.doProofreading(CStr(number), words, where, 0, Len(words), Array())
    For i = 0 To UBound(found.aErrors)
      one = found.aErrors(i)
      writer.writeString(number & Chr(9) & Mid(words, one.nErrorStart + 1, one.nErrorLength) & Chr(9) & _
        one.aShortComment & Chr(9) & Join(one.aSuggestions, "|") & Chr(10))
    Next i
  Loop
  writer.closeOutput()
  StarDesktop.terminate()
End Sub
