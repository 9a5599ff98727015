-- What an editor does with the language server, run in Neovim without a screen; tests/clients/test_lsp.py reads the
-- answers. Arguments: the command of the server and the text as JSON, the file for the answers.
local asked = vim.fn.json_decode(vim.fn.readfile(vim.env.DAYANAK_ASKED)[1])
local answers = {}

vim.cmd('edit ' .. vim.fn.fnameescape(asked.text))
local id = vim.lsp.start_client({ name = 'dayanak', cmd = asked.server, root_dir = vim.fn.fnamemodify(asked.text, ':h') })
vim.lsp.buf_attach_client(0, id)

local function shown()
  return vim.wait(120000, function() return #vim.diagnostic.get(0) > 0 end, 50)
end

local function underlined(found)
  return {
    line = found.lnum,
    words = vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})[1],
    severity = found.severity,
    message = found.message,
    source = found.source,
  }
end

answers.shown = shown()
answers.diagnostics = vim.tbl_map(underlined, vim.diagnostic.get(0))
table.sort(answers.diagnostics, function(a, b) return a.line < b.line end)

local first = vim.diagnostic.get(0, { severity = vim.diagnostic.severity.WARN })[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local place = vim.lsp.util.make_position_params(0, 'utf-16')
answers.hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', place, 5000)[id].result.contents
answers.related = first.user_data.lsp.relatedInformation or first.user_data.lsp.related_information

local range = vim.lsp.util.make_range_params(0, 'utf-16')
range.context = { diagnostics = {} }
local fixes = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', range, 5000)[id].result
vim.lsp.util.apply_workspace_edit(fixes[1].edit, 'utf-16')
answers.fixed = vim.api.nvim_buf_get_lines(0, first.lnum, first.lnum + 1, false)[1]
answers.title = fixes[1].title
answers.gone = vim.wait(30000, function()
  return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.WARN }) == 0
end, 50)

vim.fn.writefile({ vim.fn.json_encode(answers) }, asked.answers)
vim.lsp.stop_client(id)
vim.cmd('qall!')
