/** The page: who one is, the conversation, and what comes in. */
import { ClockBar } from './clock.js'
import { Composer } from './composer.js'
import { byId, freshId } from './dom.js'
import { MessageList } from './messages.js'
import { closePeople, confirm, openPeople, toast, toggleClock, trouble } from './overlay.js'
import { PeopleList } from './people.js'
import { Sending } from './sending.js'
import { follow, server, Trouble } from './server.js'
import { closeSource, openSource } from './source.js'
import { WORDS } from './words.js'

/**
 * @typedef {import('../transcript.ts').Message} Message
 * @typedef {import('./sending.js').Saying} Saying
 */

const FILE_LIMIT_BYTES = 5 * 1024 * 1024
const MESSAGE_LIMIT_BYTES = 1024 * 1024 - 4096
const LAST_PERSON = 'yaodian:person'

const scroll = byId('scroll', HTMLElement)
const older = byId('older', HTMLButtonElement)
const toEnd = byId('to-end', HTMLButtonElement)

/** Whose conversation is open, or empty while none could be loaded. */
let account = ''
/** Whose conversation is asked for. */
let wanted = ''
/** What is being loaded: a slow answer for an earlier choice is dropped. */
let loading = 0
/** How many of the assistant's messages came while the clock moved. */
let arrivals = 0
/** @type {Map<string, Message>} the open conversation */
let shown = new Map()

const people = new PeopleList((chosen) => {
  closePeople()
  choose(chosen)
})

const sending = new Sending({
  changed: (whose) => whose === account && drawPending(),
  settled: (saying) => {
    if (saying.account !== account) return
    if (!shown.has(saying.id)) list.remove(saying.id)
    if (saying.card) list.busy(saying.card, false)
  },
  unstored: (saying, card) => {
    if (saying.account !== account) return
    // Not kept by the server, so it stands at the end until the conversation is opened anew.
    if (saying.pending) list.putPending(saying.pending).classList.remove('pending')
    list.putPending({ id: `unstored-${saying.id}`, at: clock.now, body: { kind: 'card', card } })
    toBottom()
  },
  catchUp: () => feed.catchUp(),
  failed: (_, sentence) => toast(sentence),
})

const list = new MessageList(byId('messages', HTMLOListElement), scroll, {
  press: ({ command, values, label }, card) => {
    const id = freshId()
    const said = { kind: /** @type {const} */ ('action'), id, account, command, values, card, label }
    say({ id, account, card, pending: pendingOf(id, { kind: 'press', label }), send: () => server.say(said) })
  },
  confirm,
  openSource: (link) => openSource(link).catch((error) => toast(error.message)),
  reply: (id, what) => composer.quote({ id, what }),
  recall: (message) => {
    const id = freshId()
    const said = { kind: /** @type {const} */ ('recall'), id, account, message }
    say({ id, account, pending: undefined, send: () => server.say(said) })
  },
  fileAt: (message) => server.fileAt(account, message),
  retry: (id) => sending.retry(id),
  drop: (id) => sending.drop(id),
})

const composer = new Composer({
  text: (text, replyTo) => {
    if (new Blob([text]).size > MESSAGE_LIMIT_BYTES) return refuse(text)
    say(textSaying({ id: freshId(), account, text, replyTo }))
  },
  file: (file, replyTo) => {
    if (file.size > FILE_LIMIT_BYTES) return toast(WORDS.fileTooLarge)
    const about = { id: freshId(), account, replyTo }
    const pending = pendingOf(about.id, { kind: 'file', name: file.name, bytes: file.size })
    say({ id: about.id, account, pending, send: () => server.upload(about, file) })
  },
})

const clock = new ClockBar(async (destination) => {
  arrivals = 0
  try {
    const { clock: view } = await server.move(destination)
    clock.show(view)
    await feed.catchUp()
    toast(WORDS.arrived(arrivals))
  } catch (error) {
    toast(error instanceof Trouble ? error.message : String(error))
  }
})

/** @type {ReturnType<typeof follow>} */
let feed

/** @param {string} id @param {import('../transcript.ts').Mine} body @returns {import('./messages.js').Pending} */
const pendingOf = (id, body) => ({ id, at: clock.now, body })

/** @param {{ id: string, account: string, text: string, replyTo?: string | undefined }} said @returns {Saying} */
const textSaying = ({ id, account: whose, text, replyTo }) => ({
  id,
  account: whose,
  text,
  replyTo,
  pending: pendingOf(id, { kind: 'text', text }),
  send: () => server.say({ kind: 'text', id, account: whose, text, ...(replyTo ? { replyTo } : {}) }),
})

/** @param {Saying} saying */
function say(saying) {
  if (saying.card) list.busy(saying.card, true)
  sending.begin(saying)
  toBottom()
}

/** What is too long goes back where it can be shortened. @param {string} text */
function refuse(text) {
  toast(WORDS.messageTooLarge)
  setTimeout(() => {
    composer.input.value = text
    composer.changed()
  })
}

/** @param {string} chosen */
async function choose(chosen) {
  const person = people.get(chosen)
  if (!person || chosen === account) return
  account = chosen
  wanted = chosen
  const turn = ++loading
  localStorage.setItem(LAST_PERSON, chosen)
  people.select(chosen)
  shown = new Map()
  list.clear(person.label)
  older.hidden = true
  byId('talk-who', HTMLElement).textContent = person.label
  byId('talk-role', HTMLElement).textContent = [person.role, person.region].filter(Boolean).join(' · ')
  composer.open(chosen, [])
  // A conversation that is opened is not news: it is not read out line by line.
  byId('log', HTMLElement).ariaBusy = 'true'
  try {
    const { messages, suggestions } = await server.messages(chosen)
    if (turn !== loading) return
    for (const message of messages) put(message)
    // What the server has was not lost after all.
    for (const message of messages) sending.drop(message.id)
    older.hidden = messages.length < 50
    composer.open(chosen, suggestions)
    drawPending()
    toBottom()
    seen()
    // On a phone focus would bring up the keyboard over half the conversation.
    if (matchMedia('(hover: hover)').matches) composer.input.focus()
    if (shown.size === 0 && !sending.waits(chosen)) enter(chosen)
    trouble(undefined)
  } catch (error) {
    if (turn !== loading) return
    account = ''
    trouble(error instanceof Trouble ? error.message : String(error), () => choose(chosen))
  } finally {
    if (turn === loading) byId('log', HTMLElement).ariaBusy = 'false'
  }
}

/** The first look into a conversation: the assistant introduces itself. @param {string} whose */
function enter(whose) {
  const id = freshId()
  sending.begin({
    id,
    account: whose,
    pending: undefined,
    send: () => server.say({ kind: 'enter', id, account: whose }),
  })
}

/** @param {Message} message */
function put(message) {
  shown.set(message.id, message)
  return list.put(message)
}

function drawPending() {
  for (const { id, pending } of sending.of(account)) {
    // What the server has shown already stands in its place, unless it failed and waits for a decision.
    if (pending && (!shown.has(id) || pending.error)) list.putPending(pending)
  }
  byId('typing', HTMLElement).hidden = !sending.waits(account)
  if (nearEnd()) toBottom()
}

/** @param {Message[]} messages */
function hear(messages) {
  const near = nearEnd()
  /** @type {HTMLElement | undefined} */
  let first
  for (const message of messages) {
    const person = people.get(message.account)
    if (!person) continue
    const bot = message.body.kind === 'card'
    const isNew = !person.last || message.place > person.last.place
    if (isNew || message.id === person.last?.id) person.last = message
    if (message.account === account) {
      const isKnown = shown.has(message.id)
      const item = put(message)
      if (bot && !isKnown) first ??= item
    } else if (bot && isNew) person.unseen += 1
    if (bot && isNew) arrivals += 1
    people.update(message.account, clock.now)
    sending.heard(message)
  }
  if (messages.some((message) => message.account === account)) {
    drawPending()
    seen()
  }
  if (near) toBottom(first)
  else if (first) toEnd.hidden = false
}

/** What is open and in view counts as seen. */
function seen() {
  const person = people.get(account)
  if (!person || document.hidden) return
  person.unseen = 0
  people.update(account, clock.now)
  server.seen(account).catch(() => {})
}

/** Whether the reader was at the end, and wants to stay there when the room changes. */
let atEnd = true

const nearEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 140

/** To the end, or to the start of what is new where that is taller than the view. @param {HTMLElement} [first] */
function toBottom(first) {
  toEnd.hidden = true
  scroll.scrollTop = scroll.scrollHeight
  const hiddenAbove = first && first.getBoundingClientRect().top < scroll.getBoundingClientRect().top
  if (hiddenAbove) first.scrollIntoView({ block: 'start' })
}

async function loadOlder() {
  const oldest = Math.min(...[...shown.values()].map((message) => message.place))
  const whose = account
  const { messages } = await server.messages(whose, oldest)
  if (whose !== account) return
  const fromEnd = scroll.scrollHeight - scroll.scrollTop
  for (const message of messages) put(message)
  older.hidden = messages.length < 50
  scroll.scrollTop = scroll.scrollHeight - fromEnd
}

function listen() {
  byId('open-people', HTMLButtonElement).addEventListener('click', openPeople)
  byId('close-people', HTMLButtonElement).addEventListener('click', closePeople)
  byId('shade', HTMLElement).addEventListener('click', closePeople)
  byId('open-clock', HTMLButtonElement).addEventListener('click', () => toggleClock())
  byId('close-source', HTMLButtonElement).addEventListener('click', closeSource)
  older.addEventListener('click', () => loadOlder().catch((error) => toast(error.message)))
  toEnd.addEventListener('click', () => toBottom())
  scroll.addEventListener('scroll', () => {
    atEnd = nearEnd()
    if (atEnd) toEnd.hidden = true
  })
  new ResizeObserver(() => atEnd && toBottom()).observe(scroll)
  document.addEventListener('visibilitychange', seen)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !byId('confirm', HTMLDialogElement).open) closeSource() || closePeople()
  })
}

async function start() {
  const state = await server.state()
  clock.show(state.clock)
  people.show(state.people, state.clock.now)
  trouble(undefined)
  sending.restore(textSaying)
  feed = follow(state.changed, {
    messages: hear,
    clock: (view) => clock.show(view),
    online,
    replaced: () => location.reload(),
  })
  const last = localStorage.getItem(LAST_PERSON) ?? ''
  const first = people.get(last) ? last : state.people[0]?.account
  if (first) await choose(first)
}

/** @param {boolean} is */
function online(is) {
  trouble(is ? undefined : WORDS.offline)
  if (is && account === '') choose(wanted)
}

function boot() {
  start().catch(() => trouble(WORDS.cannotStart, boot))
}

listen()
boot()
