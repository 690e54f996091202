/** Is this the content of a message of its type? What is drawn for it. */
import { z } from 'zod'
import { parseCard } from '../card/check.ts'
import type { CardNode } from '../card/node.ts'
import { CardRefusal, Refusal } from '../refusal.ts'
import { CARD_LIFE_MS, type World } from '../state/world.ts'

export const SENDABLE = ['text', 'post', 'image', 'file', 'interactive'] as const
export type Sendable = (typeof SENDABLE)[number]

/** bytes of the whole request */
const LIMIT: Readonly<Record<Sendable, number>> = {
  text: 150 * 1024,
  post: 30 * 1024,
  image: 150 * 1024,
  file: 150 * 1024,
  interactive: 30 * 1024,
}

const bad = (why: string): Refusal =>
  new Refusal(230001, `Your request contains an invalid request parameter, ext=${why}.`)

const Text = z.object({ text: z.string().min(1) })
const PostPart = z.union([
  z.object({ tag: z.literal('text'), text: z.string() }),
  z.object({ tag: z.literal('a'), text: z.string(), href: z.string() }),
  z.object({ tag: z.literal('at'), user_id: z.string() }),
  z.object({ tag: z.literal('img'), image_key: z.string() }),
  z.object({ tag: z.literal('md'), text: z.string() }),
  z.object({ tag: z.literal('emotion'), emoji_type: z.string() }),
  z.object({ tag: z.literal('code_block'), text: z.string() }),
  z.object({ tag: z.literal('hr') }),
])
const PostBody = z.object({ title: z.string().optional(), content: z.array(z.array(PostPart)).min(1) })
const Post = z
  .object({ zh_cn: PostBody.optional(), en_us: PostBody.optional(), ja_jp: PostBody.optional() })
  .refine((post) => post.zh_cn ?? post.en_us ?? post.ja_jp, 'no language')
const Image = z.object({ image_key: z.string() })
const File = z.object({ file_key: z.string() })
const CardById = z.object({ type: z.literal('card'), data: z.object({ card_id: z.string() }) })

export interface Content {
  readonly card?: CardNode
  readonly cardId?: string
}

/** @throws Refusal 230001, 230017, 230022, 230025, 230028, 230099 */
export function checkContent(world: World, type: Sendable, content: string, requestBytes: number): Content {
  if (requestBytes > LIMIT[type]) throw new Refusal(230025, 'The length of the message content reaches its limit.')
  if (world.settings.sensitive.some((pattern) => pattern.test(content))) {
    throw new Refusal(230022, 'The content of the message contains sensitive information.')
  }
  if (world.settings.audited.some((pattern) => pattern.test(content))) {
    throw new Refusal(230028, 'The messages do NOT pass the audit.')
  }
  if (type === 'interactive') return cardContent(world, content)
  const value = json(content)
  switch (type) {
    case 'text':
      fits(Text, value)
      return {}
    case 'post': {
      const post = fits(Post, value)
      for (const part of [post.zh_cn, post.en_us, post.ja_jp].flatMap((body) => body?.content.flat() ?? [])) {
        if (part.tag === 'img') owned(world, 'image', part.image_key)
      }
      return {}
    }
    case 'image':
      owned(world, 'image', fits(Image, value).image_key)
      return {}
    case 'file':
      owned(world, 'file', fits(File, value).file_key)
      return {}
  }
}

function cardContent(world: World, content: string): Content {
  const byId = CardById.safeParse(
    json(content, new CardRefusal(200621, 'parse card json err, the content is not JSON')),
  )
  if (!byId.success) return { card: parseCard(world, content) }
  const entity = world.cards.get(byId.data.data.card_id)
  if (!entity) throw new CardRefusal(200621, 'parse card json err, cardid is invalid')
  if (entity.sentAs !== undefined)
    throw new CardRefusal(200621, 'parse card json err, the card entity was sent already')
  if (world.age(entity.bornAt) > CARD_LIFE_MS)
    throw new CardRefusal(200621, 'parse card json err, the card entity has expired')
  return { cardId: entity.id }
}

function json(content: string, refusal: Refusal = bad('content is not a string in json format')): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw refusal
  }
}

function fits<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw bad(`content does not fit msg_type: ${result.error.issues[0]?.message}`)
  return result.data
}

function owned(world: World, kind: 'file' | 'image', key: string): void {
  const resource = world.resources.get(key)
  if (resource?.kind !== kind || !resource.botOwns) throw new Refusal(230017, 'Bot is NOT the owner of the resource.')
}
