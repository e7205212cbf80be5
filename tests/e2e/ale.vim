" Plays a person who mends the one fault of the file. Prints what was seen.
function! Say(...) abort
  call writefile([join(a:000, ' ')], '/dev/stdout', 'a')
endfunction

function! WaitFor(what, Condition) abort
  let l:deadline = reltime()
  while !a:Condition()
    if reltimefloat(reltime(l:deadline)) > str2float($PRESYNTH_PATIENCE)
      throw 'waited in vain: ' . a:what
    endif
    sleep 20m
  endwhile
endfunction

function! Findings() abort
  return filter(copy(ale#engine#GetLoclist(bufnr(''))), 'v:val.linter_name ==# "presynth"')
endfunction

function! Mend() abort
  runtime autoload/ale/util.vim
  " The menu, at which a person types a number.
  function! ale#util#Input(message, value, ...) abort
    call Say('offered:', substitute(a:message, "\n", '; ', 'g'))
    return '1'
  endfunction
  ALELint
  call WaitFor('a finding', {-> !empty(Findings())})
  let l:finding = Findings()[0]
  call Say('line', l:finding.lnum . ':', l:finding.text)
  call cursor(l:finding.lnum, l:finding.col)
  call Say('at:', strpart(getline('.'), l:finding.col - 1))
  ALECodeAction
  call WaitFor('the edit', {-> search('SecurityGroupIngress(', 'nw') > 0})
  " A script never waits for a key, and so ALE does not see that the text has changed.
  ALELint
  call WaitFor('the finding is gone', {-> empty(Findings())})
  silent write
  ALEStopAllLSPs
endfunction

function! Play() abort
  try
    call Mend()
  catch
    call Say('FAILED', v:exception, v:throwpoint)
    cquit
  endtry
  qall!
endfunction

" Not while this file is read: then functions of other files may not be replaced.
autocmd VimEnter * call Play()
