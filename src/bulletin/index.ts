/** 通报: a period's numbers frozen, worded, issued, and told of when they change; the door of this slice. */
export { faultsIn } from './check.ts'
export { compose } from './compose.ts'
export { bulletinDraft, bulletinFiles, makeBulletin } from './files.ts'
export { bulletinCommand, bulletinDraftMessages } from './issue.ts'
export { changedBulletins, issuedById, lastIssued, touchedBulletins } from './issued.ts'
export { takeSnapshot } from './snapshot.ts'
