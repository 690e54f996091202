/** 通报: a period's numbers frozen, worded, issued, and told of when they change; the door of this slice. */
export { compose } from './compose.ts'
export { makeBulletin } from './files.ts'
export {
  bulletinCommand,
  bulletinDraft,
  bulletinDraftMessages,
  bulletinFiles,
  issuedById,
  lastIssued,
  touchedBulletins,
} from './issue.ts'
export { takeSnapshot } from './snapshot.ts'
