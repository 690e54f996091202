/** 通报: a preview in the chat, the numbers frozen when it is issued, the file, and what was corrected since. */
import { marksIn, spansIn } from '../language/index.ts'
import { type Card, card, sentence } from '../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { chatOf, inboxId } from '../message/incoming.ts'
import type { Pressed } from '../message/input.ts'
import type { Outgoing, OutgoingFile } from '../message/outgoing.ts'
import { dayOf, type Instant } from '../office/day.ts'
import { endOf, type Period, periodName, periodOf, readPeriod } from '../office/period.ts'
import type { PersonId, Role } from '../office/person.ts'
import { type Changeable, partsChanged, single } from '../open/index.ts'
import { monthOver, type ProgressOffice } from '../progress/index.ts'
import type { Reader } from '../store/index.ts'
import { fileComes, fileMessage, filesInPrivate } from '../tables/file-message.ts'
import { changes, damaged, notAdding, notReady, preview, shown } from './cards.ts'
import { faultsIn } from './check.ts'
import { draftFile, issuedFile } from './files.ts'
import { freeze, type Issued, issuedById, issuedFor } from './issued.ts'
import { bulletinInput, pressBulletin } from './presses.ts'
import { isComplete, takeSnapshot } from './snapshot.ts'

const PROVINCE: readonly Role[] = ['provincial-coordinator']

type Meant = Pressed<typeof bulletinInput>

/**
 * /通报: shows a period's bulletin, issues it by freezing its numbers, tells what has changed since, sends its files.
 * For the province.
 */
export const bulletinCommand = (office: ProgressOffice): Command =>
  command({
    name: '通报',
    words: ['bulletin'],
    right: { kind: 'role', roles: PROVINCE },
    summary: '月度通报：预览、固定数据、看固定以后的变化',
    help: { group: 'figures', rank: 10, acts: ['bulletin'], begins: true },
    example: () => `/通报 ${office.plan.year}-06`,
    intents: ['bulletin'],
    effect: 'reads',
    input: bulletinInput,
    changes: (act, before) => {
      const values = partsChanged(PARTS, act, before)
      return values && { values }
    },
    run: (asked, pressed) => run(office, asked, pressed),
  })

/** What words may change of the bulletin shown: its version (对外的那种), its period (换成5月的). */
const PARTS: Readonly<Record<string, Changeable>> = {
  version: single(({ said }) =>
    marksIn(said, 'outward').length > 0 ? 'public' : marksIn(said, 'inward').length > 0 ? 'internal' : undefined,
  ),
  period: single(({ said }) => {
    const [one, another] = spansIn(said, 'time').filter(({ latent }) => !latent)
    return one && !another && one.found.grain === 'month' ? periodOf('month', one.found.to) : undefined
  }),
}

async function run(office: ProgressOffice, asked: Asked, pressed: Meant): Promise<Outcome> {
  const { plan } = office
  const { store, now } = asked
  const [first = '', second = ''] = asked.text.trim().split(/\s+/)
  const id = pressed.bulletin ?? (/^\d{4}(?:-[\w]+)?-\d+$/.test(first) ? first : undefined)
  const known = id === undefined ? undefined : await issuedById(store, id)
  if (pressed.bulletin !== undefined && !known) return say('没有这份通报', '请发送 /通报 看本期的通报。')
  const period = known?.period ?? pressed.period ?? readPeriod(first, plan.year) ?? monthOver(plan, dayOf(now))
  if (!period.startsWith(String(plan.year)))
    return say(
      `没有${period.slice(0, 4)}年的台账`,
      `这里的台账是${plan.year}年的，请写${plan.year}年的时期，例如：/通报 ${plan.year}-06`,
    )
  if (endOf(period) > dayOf(now)) return say(`${periodName(period)}还没有结束`, '等本期结束、数据接收以后再出通报。')
  if (pressed.do === 'freeze') return issue(office, asked, period, pressed.early !== undefined)
  if (pressed.do === 'files') return handOver(asked, pressed, period, known)
  const isChanges = pressed.do === 'changes' || /变化|差异|更正/.test(second)
  if (isChanges) return reply(await changes(store, office, period, known, now))
  const { version } = pressed
  return {
    ...reply(known ? await shown(store, office, known) : await preview(store, office, period, now, version)),
    ...(!known && { opens: pressBulletin({ period, version }) }),
  }
}

const reply = (card: Card): Outcome => answer('answered', card)
const refused = (card: Card): Outcome => answer('refused', card)
const say = (title: string, words: string): Outcome => reply(card('plain', title, [sentence(words)]))

/** The pressed form of an issued bulletin, or the draft where none is named. Internal figures are not for a group. */
function handOver({ message, now }: Asked, pressed: Meant, period: Period, issued: Issued | undefined): Outcome {
  const { version = 'internal', form = 'docx' } = pressed
  if (message.chat.kind === 'group') return refused(filesInPrivate())
  if (issued && !issued.isIntact) return refused(damaged(issued))
  const file = issued ? issuedFile(issued.id, version, form) : draftFile(period, form, now, version)
  return handed([file], fileComes([file.name]), { message, now })
}

const handed = (
  files: readonly OutgoingFile[],
  card: Card,
  { message, now }: Pick<Asked, 'message' | 'now'>,
): Outcome =>
  answer('handed', card, { says: files.map((file) => fileMessage(file, chatOf(message), inboxId(message), now)) })

/**
 * Issued only when all that is owed was received, unless the person goes on in spite of that; and only when it adds up.
 * @param early the person was told what is missing and goes on
 */
async function issue(office: ProgressOffice, asked: Asked, period: Period, early: boolean): Promise<Outcome> {
  const { person, store, now, message } = asked
  if (!person) throw new Error('the right is checked before: only a listed person issues')
  const snapshot = await takeSnapshot(store, office, period, now)
  const faults = faultsIn(snapshot, office)
  if (faults.length > 0) return refused(notAdding(faults, office))
  if (!isComplete(snapshot) && !early) return refused(notReady(snapshot))
  const id = `${period}-${(await issuedFor(store, period)).length + 1}`
  const { statement, issued } = freeze(snapshot, id, person.id)
  const files =
    message.chat.kind === 'group' ? [] : [issuedFile(id, 'internal', 'docx'), issuedFile(id, 'internal', 'xlsx')]
  return {
    ...handed(files, await shown(store, office, issued), asked),
    status: 'issued',
    writes: [statement],
    replaceCard: true,
  }
}

/**
 * A closed period's draft for whoever coordinates the province: the preview with its button to freeze, and the file.
 * @param to.key of the first message; the second's is made from it
 */
export async function bulletinDraftMessages(
  store: Reader,
  office: ProgressOffice,
  period: Period,
  { key, person, now }: { readonly key: string; readonly person: PersonId; readonly now: Instant },
): Promise<Outgoing[]> {
  const to = { kind: 'person', person } as const
  const card = { ...(await preview(store, office, period, now)), title: periodClosed(periodName(period)) }
  return [{ key, to, card, due: now }, fileMessage(draftFile(period, 'docx', now), to, key, now)]
}

const periodClosed = (period: string): string => `${period}上报已截止：通报草稿`
