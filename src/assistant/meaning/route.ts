/** Which command a command word is for. */
import { marksIn, type Span, spansIn, type Utterance } from '../../language/index.ts'
import type { Command } from '../../message/command.ts'
import { withoutLeading } from '../../office/bounds.ts'

export type Route =
  | { readonly kind: 'command'; readonly command: Command; readonly text: string; readonly slash?: true }
  | { readonly kind: 'unknown'; readonly word: string; readonly nearest: readonly Command[] }
  /** plain words: what they are meant for is told by what they say */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'empty' }

/** Invisible characters that phones and copied text bring along. */
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g

/** A slash word is a command or nothing; a bare one counts alone, before a blank, or glued to what it names (解锁6月). */
export function route(text: string, commands: readonly Command[], read: () => Utterance): Route {
  const said = visible(text)
  if (said === '' || /^[/／]$/.test(said)) return { kind: 'empty' }
  return byWord(said, commands) ?? glued(read(), commands) ?? { kind: 'plain', text: said }
}

/** A command word that the language has no word for, or only as a state, before a name or time with which its clause ends: it can be nothing else. */
function glued(said: Utterance, commands: readonly Command[]): Route | undefined {
  const [word, name] = (said.readings[0]?.spans ?? []).filter(({ latent }) => !latent)
  if (!word || word.at > 0 || name?.at !== word.end || !NAMES.has(name.found.kind)) return undefined
  const found = find(said.raw.slice(0, word.end), commands)
  // 锁定5月: read as how something stands, and it is the name of what shows first what it would do
  const isState = word.found.kind === 'measure' && found?.effect === 'drafts'
  const command = word.found.kind === 'unread' || isState ? found : undefined
  const isOver = [...said.breaks, ...marksIn(said, 'because').map(({ at }) => at), said.raw.length].includes(name.end)
  if (!command || !isOver || spansIn(said, 'ask').length > 0) return undefined
  const rest = withoutLeading(said.raw.slice(name.end), SIGNS)
  return { kind: 'command', command, text: `${said.raw.slice(name.at, name.end)} ${rest}`.trim() }
}
const NAMES: ReadonlySet<Span['found']['kind']> = new Set(['time', 'region', 'indicator'])
const SIGNS = [...' \n\t,，、:：;；']

export const visible = (text: string): string => text.replace(INVISIBLE, '').trim()

function byWord(said: string, commands: readonly Command[]): Route | undefined {
  const slash = /^[/／]\s*([^\s:：，,]+)[\s:：，,]*([\s\S]*)$/.exec(said)
  if (slash) {
    const found = bySlash(slash[1] ?? '', slash[2] ?? '', commands)
    return found.kind === 'command' ? { ...found, slash: true } : found
  }
  const bare = /^([^\s:：]+)(?:[\s:：]+([\s\S]*))?$/.exec(said)
  const named = bare && find(bare[1] ?? '', commands)
  return named ? { kind: 'command', command: named, text: bare?.[2] ?? '' } : undefined
}

function bySlash(word: string, rest: string, commands: readonly Command[]): Route {
  const exact = find(word, commands)
  if (exact) return { kind: 'command', command: exact, text: rest }
  // 「/上报僵尸企业12家」: typed without the blank
  const glued = longestPrefix(word, commands)
  if (glued) return { kind: 'command', command: glued.command, text: `${word.slice(glued.length)} ${rest}`.trim() }
  return { kind: 'unknown', word, nearest: nearest(word, commands) }
}

const simple = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/報/g, '报')

const wordsOf = (command: Command): readonly string[] => [command.name, ...command.words]

/** A desk's commands by their words, the first that answers to each. */
const byWords = new WeakMap<readonly Command[], ReadonlyMap<string, Command>>()

function find(word: string, commands: readonly Command[]): Command | undefined {
  const known =
    byWords.get(commands) ??
    new Map(commands.toReversed().flatMap((command) => wordsOf(command).map((one) => [simple(one), command])))
  byWords.set(commands, known)
  return known.get(simple(word))
}

function longestPrefix(word: string, commands: readonly Command[]): { command: Command; length: number } | undefined {
  const plain = simple(word)
  let best: { command: Command; length: number } | undefined
  for (const command of commands) {
    for (const one of wordsOf(command)) {
      if (one.length > (best?.length ?? 0) && plain.startsWith(simple(one))) best = { command, length: one.length }
    }
  }
  return best
}

/** Commands that share a character with what was typed, the likeliest first, at most three. */
function nearest(word: string, commands: readonly Command[]): Command[] {
  const typed = new Set(simple(word))
  const shared = (command: Command): number =>
    Math.max(...wordsOf(command).map((one) => [...simple(one)].filter((char) => typed.has(char)).length / one.length))
  return commands
    .map((command) => ({ command, score: shared(command) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ command }) => command)
}
