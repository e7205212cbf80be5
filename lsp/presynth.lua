-- For Neovim 0.11 and newer: vim.lsp.enable('presynth')
return {
  cmd = { 'presynth', 'server' },
  filetypes = { 'python' },
  root_markers = { 'cdktf.json', 'pyproject.toml', '.git' },
}
