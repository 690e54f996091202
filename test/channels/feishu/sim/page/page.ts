/** The page: who one is, the chats as that person sees them, a line to type in, cards to press. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { z } from 'zod'
import type { Pressed, Presses } from '../press.ts'
import type { Aside } from '../server.ts'
import { shownAs } from '../shown.ts'
import type { Chat, Message, User } from '../state/records.ts'
import type { World } from '../state/world.ts'
import type { Users } from '../users.ts'
import { cardHtml } from './draw.ts'
import { escaped } from './escape.ts'

const Act = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    user: z.string(),
    chat: z.string(),
    text: z.string().min(1),
    mention: z.boolean(),
  }),
  z.object({ kind: z.literal('file'), user: z.string(), chat: z.string(), name: z.string(), base64: z.string() }),
  z.object({ kind: z.literal('recall'), user: z.string(), message: z.string() }),
  z.object({ kind: z.literal('enter'), user: z.string() }),
  z.object({ kind: z.literal('press'), user: z.string(), message: z.string(), path: z.string() }),
  z.object({
    kind: z.literal('submit'),
    user: z.string(),
    message: z.string(),
    path: z.string(),
    values: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('choose'), user: z.string(), message: z.string(), name: z.string(), value: z.string() }),
])

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/sim/': ['page.html', 'text/html'],
  '/sim/client.js': ['client.js', 'text/javascript'],
  '/sim/style.css': ['style.css', 'text/css'],
}

export function openPage(world: World, users: Users, presses: Presses): Aside {
  const act = async (given: z.infer<typeof Act>): Promise<Partial<Pressed>> => {
    const user = world.user(given.user)
    switch (given.kind) {
      case 'text':
        users.sendText(user, given.text, placeOf(world.chat(given.chat), given.mention))
        return {}
      case 'file':
        users.sendFile(user, given.name, Buffer.from(given.base64, 'base64'), placeOf(world.chat(given.chat), false))
        return {}
      case 'recall':
        users.recall(user, world.message(given.message))
        return {}
      case 'enter':
        users.enterChat(user)
        return {}
      case 'press':
        return presses.button(user, world.message(given.message), { path: given.path })
      case 'submit':
        return presses.submit(user, world.message(given.message), given.values, { path: given.path })
      case 'choose':
        return presses.choose(user, world.message(given.message), given.name, given.value)
    }
  }

  return (request, body, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname === '/') {
      response.writeHead(302, { location: '/sim/' }).end()
      return true
    }
    if (!url.pathname.startsWith('/sim/')) return false
    const file = FILES[url.pathname]
    if (file) {
      response
        .writeHead(200, { 'content-type': `${file[1]}; charset=utf-8` })
        .end(readFileSync(join(import.meta.dirname, file[0])))
    } else if (url.pathname === '/sim/view') {
      const [user, chat] = [
        world.users.get(url.searchParams.get('user') ?? ''),
        world.chats.get(url.searchParams.get('chat') ?? ''),
      ]
      json(response, { people: peopleHtml(world, user, chat), chat: user && chat ? chatHtml(world, user, chat) : '' })
    } else if (url.pathname.startsWith('/sim/image/')) {
      response.writeHead(200, { 'content-type': 'image/png' }).end(world.resources.get(url.pathname.slice(11))?.bytes)
    } else if (url.pathname === '/sim/act' && sameOrigin(request)) {
      Act.parseAsync(JSON.parse(body.toString()))
        .then(act)
        .then((result) => json(response, result))
        .catch((error: unknown) => json(response, { refused: error instanceof Error ? error.message : String(error) }))
    } else response.writeHead(404).end()
    return true
  }
}

const placeOf = (chat: Chat, mention: boolean) => (chat.kind === 'group' ? { in: chat, mention } : {})

/** Other pages of this browser must not act here. */
function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  return request.method === 'POST' && (origin === undefined || origin === `http://${host}`)
}

const json = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

function peopleHtml(world: World, me: User | undefined, open: Chat | undefined): string {
  const line = (user: User, chat: Chat): string => {
    const chosen = user === me && chat === open ? ' class="open"' : ''
    const name = chat.kind === 'p2p' ? world.settings.botName : `${chat.name}（群）`
    return `<li${chosen} data-user="${user.openId}" data-chat="${chat.id}">${escaped(name)}</li>`
  }
  return [...world.users.values()]
    .map((user) => {
      const chats = [...world.chats.values()].filter(({ members }) => members.has(user.openId))
      return `<h3>${escaped(user.name)}</h3><ul>${chats.map((chat) => line(user, chat)).join('')}</ul>`
    })
    .join('')
}

function chatHtml(world: World, me: User, chat: Chat): string {
  return world
    .messagesIn(chat.id)
    .map((message) => messageHtml(world, me, message))
    .join('')
}

function messageHtml(world: World, me: User, message: Message): string {
  const shown = shownAs(world, message)
  const mine = message.from === me.openId
  const card = message.recalled ? undefined : world.cardOf(message)
  const nameOf = (id: string): string => (id === 'all' ? '所有人' : (world.users.get(id)?.name ?? id))
  const content = card
    ? cardHtml(card, nameOf)
    : `<div class="bubble">${escaped(shown.text).replaceAll('\n', '<br>')}</div>`
  const quoted =
    shown.replyTo === undefined ? '' : `<div class="quoted">回复：${escaped(quote(world, shown.replyTo))}</div>`
  const urgent = shown.urgentFor.length > 0 ? '<span class="urgent">加急</span>' : ''
  const recall = mine && !shown.recalled ? `<a data-recall="${message.id}">撤回</a>` : ''
  if (shown.recalled) return `<div class="recalled">${escaped(shown.from)} 撤回了一条消息</div>`
  return `<article class="${mine ? 'mine' : ''}" data-message="${message.id}"><small>${escaped(shown.from)} ${urgent} ${recall}</small>${quoted}${content}</article>`
}

const quote = (world: World, id: string): string => {
  const message = world.messages.get(id)
  return message ? shownAs(world, message).text.slice(0, 40) : ''
}
