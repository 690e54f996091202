/** Uploaded files of the demo, kept in memory: a restart forgets them, the transcript goes on naming them. */

/** The largest file that the console takes. */
export const FILE_LIMIT_BYTES = 5 * 1024 * 1024
const KEPT_BYTES = 20 * FILE_LIMIT_BYTES

/** Files uploaded in the demo, in memory and bounded: the oldest make room, and a restart forgets all. */
export class UploadedFiles {
  private readonly files = new Map<string, Uint8Array>()
  private bytes = 0

  get(key: string): Uint8Array | undefined {
    return this.files.get(key)
  }

  /** Keeps a file; the oldest ones make room. */
  put(key: string, content: Uint8Array): void {
    if (this.files.has(key)) return
    this.files.set(key, content)
    this.bytes += content.byteLength
    for (const [oldest, old] of this.files) {
      if (this.bytes <= KEPT_BYTES) break
      this.files.delete(oldest)
      this.bytes -= old.byteLength
    }
  }
}
