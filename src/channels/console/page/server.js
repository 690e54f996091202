/** Talking to the server: requests that tell failure in one sentence, and a stream that heals itself. */
import { WORDS } from './words.js'

const API = '/console/api'

/**
 * @typedef {import('../transcript.ts').Message} Message
 * @typedef {import('../clock.ts').ClockView} ClockView
 * @typedef {import('../options.ts').Persona & { unseen: number, last?: Message }} Person
 * @typedef {import('../options.ts').Suggestion} Suggestion
 * @typedef {import('../../../message/card.ts').Card} Card
 */

/** What went wrong, in a sentence for the person; `gone`: nobody answered, so a retry may help. */
export class Trouble extends Error {
  /**
   * @param {string} sentence
   * @param {boolean} gone
   */
  constructor(sentence, gone) {
    super(sentence)
    this.gone = gone
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>}
 * @throws {Trouble}
 */
async function ask(path, init) {
  /** @type {Response} */
  let response
  try {
    response = await fetch(API + path, init)
  } catch {
    throw new Trouble(WORDS.notSent, true)
  }
  const json = await response.json().catch(() => ({}))
  if (response.ok) return json
  throw new Trouble(json.error ?? WORDS.notSent, response.status >= 500)
}

/** @param {string} path @param {unknown} body */
const post = (path, body) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** @param {Record<string, string | undefined>} values */
const query = (values) =>
  `?${new URLSearchParams(/** @type {[string, string][]} */ (Object.entries(values).filter(([, v]) => v !== undefined)))}`

export const server = {
  /** Where a file that was handed over is fetched. @param {string} account @param {string} message */
  fileAt: (account, message) => `${API}/files${query({ account, message })}`,

  /** @returns {Promise<{ changed: number, clock: ClockView, people: Person[] }>} */
  state: () => ask('/state'),

  /**
   * @param {string} account
   * @param {number} [before]
   * @returns {Promise<{ messages: Message[], suggestions: Suggestion[] }>}
   */
  messages: (account, before) => ask(`/messages${query({ account, before: before?.toString() })}`),

  /**
   * @param {import('../posted.ts').Posted} posted
   * @returns {Promise<{ status: string, reply?: Card }>}
   */
  say: (posted) => post('/messages', posted),

  /**
   * @param {{ id: string, account: string, replyTo?: string | undefined }} about
   * @param {File} file
   * @returns {Promise<{ status: string, reply?: Card }>}
   */
  upload: ({ id, account, replyTo }, file) =>
    ask(`/files${query({ id, account, name: file.name, replyTo })}`, {
      method: 'POST',
      headers: { 'content-type': file.type || 'application/octet-stream' },
      body: file,
    }),

  /** @param {string} account */
  seen: (account) => post('/seen', { account }),

  /**
   * @param {import('../clock.ts').Destination} destination
   * @returns {Promise<{ clock: ClockView }>}
   */
  move: (destination) => post('/clock', destination),

  /**
   * @param {string} document
   * @param {string} section
   * @returns {Promise<import('../source.ts').SourceView>}
   */
  source: (document, section) => ask(`/source${query({ document, section })}`),

  /**
   * @param {number} after
   * @returns {Promise<import('../stream.ts').Changes>}
   */
  changes: (after) => ask(`/changes?after=${after}`),
}

const RETRY_MS = 2_000
// A page in the background asks only: browsers allow six connections a host, and a stream takes one for good.
const BACKGROUND_MS = 5_000
// Between a broken stream and the next look, so that a stream that always breaks at once becomes polling.
const PAUSE_MS = 800
// The server says something at least every 15 s; a stream silent for longer is dead without knowing it.
const SILENCE_MS = 40_000

/**
 * Follows what changes from `after` on, for as long as the page is open. A stream where it works; while it does
 * not, asks from time to time, which also tells when the server is back.
 *
 * @param {number} after
 * @param {{ messages(messages: Message[]): void, clock(clock: ClockView): void, online(is: boolean): void, replaced(): void }} hear
 * `replaced`: the server has another database than the page was loaded from
 */
export function follow(after, hear) {
  let seen = after
  /** @type {EventSource | undefined} */
  let stream
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next
  let asking = false

  /** @param {readonly Message[]} messages */
  const take = (messages) => {
    const fresh = messages.filter((message) => message.changed > seen)
    if (fresh.length === 0) return
    seen = fresh.at(-1)?.changed ?? seen
    hear.messages(fresh)
  }

  const alive = () => {
    clearTimeout(silence)
    silence = setTimeout(fall, SILENCE_MS)
  }

  const open = () => {
    const opened = new EventSource(`${API}/events?after=${seen}`)
    stream = opened
    alive()
    opened.addEventListener('open', () => hear.online(true))
    opened.addEventListener('alive', alive)
    opened.addEventListener('changes', (event) => {
      alive()
      take(JSON.parse(event.data))
    })
    opened.addEventListener('clock', (event) => {
      alive()
      hear.clock(JSON.parse(event.data))
    })
    opened.addEventListener('error', fall)
  }

  const fall = () => {
    clearTimeout(silence)
    stream?.close()
    stream = undefined
    pollAfter(PAUSE_MS)
  }

  /** @param {number} ms */
  const pollAfter = (ms) => {
    clearTimeout(next)
    next = setTimeout(poll, ms)
  }

  const poll = async () => {
    if (asking || stream) return
    asking = true
    try {
      await catchUp()
      hear.online(true)
      if (document.hidden) pollAfter(BACKGROUND_MS)
      else open()
    } catch {
      hear.online(false)
      pollAfter(RETRY_MS)
    } finally {
      asking = false
    }
  }

  /** Takes what is there now, without waiting for the stream. */
  const catchUp = async () => {
    const changes = await server.changes(seen)
    if (changes.latest < seen) hear.replaced()
    take(changes.messages)
    hear.clock(changes.clock)
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden && stream) fall()
    else if (!document.hidden) pollAfter(0)
  })
  open()
  return { catchUp }
}
