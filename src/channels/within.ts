/** Waiting, no longer than is bearable. */

/** @returns undefined when the work takes longer; it goes on all the same */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    // Or a command of one call would not end.
    clearTimeout(timer)
  }
}
