const id = (name) => document.getElementById(name)
const open = Object.fromEntries(new URLSearchParams(location.search))
let drawn = ''

async function look() {
  const { people, chat } = await (await fetch(`/sim/view?${new URLSearchParams(open)}`)).json()
  id('people').innerHTML = people
  if (!open.user) {
    const first = document.querySelector('[data-chat]')
    if (first) turnTo(first.dataset)
  }
  if (chat !== drawn && !id('chat').contains(document.activeElement?.closest('form'))) {
    drawn = chat
    id('chat').innerHTML = chat
    id('chat').scrollTop = id('chat').scrollHeight
  }
}

function turnTo({ user, chat }) {
  Object.assign(open, { user, chat })
  history.replaceState(null, '', `?${new URLSearchParams(open)}`)
  drawn = ''
}

function toast(words) {
  id('toast').textContent = words
  id('toast').classList.add('shown')
  setTimeout(() => id('toast').classList.remove('shown'), 3000)
}

async function act(what) {
  const response = await fetch('/sim/act', { method: 'POST', body: JSON.stringify({ user: open.user, ...what }) })
  const seen = await response.json()
  if (seen.refused) toast(seen.refused)
  if (seen.error) toast(`出错了，请稍后重试 code: ${seen.error}`)
  if (seen.toast) toast(seen.toast.content)
  if (seen.opened) window.open(seen.opened, '_blank', 'noreferrer')
  document.activeElement?.blur()
  await look()
}

id('people').addEventListener('click', (event) => {
  const line = event.target.closest('[data-chat]')
  if (line) {
    turnTo(line.dataset)
    look()
  }
})

id('chat').addEventListener('submit', (event) => event.preventDefault())

id('chat').addEventListener('click', (event) => {
  const message = event.target.closest('[data-message]')?.dataset.message
  const button = event.target.closest('[data-press],[data-submit],[data-reset],[data-recall]')
  if (!message || !button || button.disabled) return
  const { press, submit, recall, confirm: question } = button.dataset
  if (question && !confirm(question)) return
  const form = button.closest('form')
  if (recall) act({ kind: 'recall', message: recall })
  else if (press !== undefined) act({ kind: 'press', message, path: press })
  else if (submit === undefined) form.reset()
  else if (form.reportValidity()) {
    act({ kind: 'submit', message, path: submit, values: Object.fromEntries(new FormData(form)) })
  }
})

id('chat').addEventListener('change', (event) => {
  const { field } = event.target.dataset
  const message = event.target.closest('[data-message]')?.dataset.message
  if (field && message && !event.target.closest('form'))
    act({ kind: 'choose', message, name: field, value: event.target.value })
})

id('line').addEventListener('submit', async (event) => {
  event.preventDefault()
  const text = id('text').value.trim()
  const [file] = id('file').files
  id('text').value = ''
  if (file) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    id('file').value = ''
    await act({ kind: 'file', chat: open.chat, name: file.name, base64 })
  }
  if (text) await act({ kind: 'text', chat: open.chat, text, mention: id('mention').checked })
})

setInterval(look, 500)
look()
