/** What lies beside the ledger, each under a seal of its own: whether it is as it was written. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changedBulletins } from '../../bulletin/index.ts'
import { MESSENGERS } from '../../channels/messengers.ts'
import { messagesBehind } from '../../ledger/index.ts'
import { notThere } from '../../message/inbox.ts'
import { SEALED_CARDS, SEALED_MESSAGES } from '../../message/sealed.ts'
import { SEALED_ACCOUNTS, SEALED_POSTS } from '../../people/index.ts'
import { prunedEvidence } from '../../privacy/index.ts'
import { evidenceHeld, SEALED_EVIDENCE } from '../../report/index.ts'
import { brokenSeals, type Sealed, type Store } from '../../store/index.ts'

/** A sealed row, or file of evidence, that is not as it was written. */
export interface SealedFault {
  readonly what: 'bulletin' | 'evidence' | 'message' | 'card' | 'post' | 'account'
  readonly id: string
  /** for an administrator, in Chinese */
  readonly message: string
}

/**
 * What beside the ledger is not as it was written: bulletins, messages, cards, posts, accounts, evidence.
 *
 * @param evidence the folder of the files
 */
export async function faultsBeside(store: Store, evidence: string): Promise<SealedFault[]> {
  const sealed = (of: Sealed, what: SealedFault['what'], message: (id: string) => string): Promise<SealedFault[]> =>
    brokenSeals(store, of).then((ids) => ids.map((id) => ({ what, id, message: message(id) })))
  const all = await Promise.all([
    bulletinFaults(store),
    fileFaults(store, evidence),
    sealed(SEALED_EVIDENCE, 'evidence', (id) => `佐证的登记 ${id} 被改动过`),
    sealed(SEALED_MESSAGES, 'message', (id) => `消息 ${id} 的原话被改动过`),
    sealed(SEALED_CARDS, 'card', (id) => `发出的卡片 ${id} 被改动过`),
    sealed(SEALED_POSTS, 'post', (id) => `岗位“${id}”不是经名册、绑定或命令设的`),
    sealed(SEALED_ACCOUNTS, 'account', (id) => `账号 ${id} 归谁，不是经名册、绑定或命令设的`),
    missingMessages(store),
  ])
  return all.flat()
}

const bulletinFaults = async (store: Store): Promise<SealedFault[]> =>
  (await changedBulletins(store)).map((id) => ({
    what: 'bulletin',
    id,
    message: `通报 ${id} 固定的数据被改动过，与校验值不符`,
  }))

async function fileFaults(store: Store, folder: string): Promise<SealedFault[]> {
  const held = await evidenceHeld(store)
  const known = new Set([...held, ...(await prunedEvidence(store))])
  const there = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const faults = await Promise.all(held.map(async (hash) => fileFault(hash, await contentOf(join(folder, hash)))))
  return [
    ...faults.flat(),
    ...there
      .filter((hash) => !known.has(hash))
      .map(
        (id): SealedFault => ({
          what: 'evidence',
          id,
          message: `佐证文件 ${id} 没有登记：登记被删了，或收到时没有记成`,
        }),
      ),
  ]
}

const contentOf = (path: string): Promise<Uint8Array | undefined> => readFile(path).catch(() => undefined)

function fileFault(hash: string, content: Uint8Array | undefined): SealedFault[] {
  const fault = (message: string): SealedFault[] => [{ what: 'evidence', id: hash, message }]
  if (content === undefined) return fault(`佐证文件 ${hash} 不见了，可以从备份找回`)
  const isSame = createHash('sha256').update(content).digest('hex') === hash
  return isSame ? [] : fault(`佐证文件 ${hash} 的内容变了，可以从备份找回`)
}

/** Figures whose message is gone from the inbox. */
async function missingMessages(store: Store): Promise<SealedFault[]> {
  const behind = (await Promise.all(Object.keys(MESSENGERS).map((one) => messagesBehind(store, one)))).flat()
  return (await notThere(store, behind)).map((id) => ({
    what: 'message',
    id,
    message: `消息 ${id} 报过数，现在不在了`,
  }))
}
