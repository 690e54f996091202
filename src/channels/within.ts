/** Waiting, no longer than is bearable. */

/**
 * What work comes to within a time; undefined where it takes longer, and the work goes on all the same.
 * @throws what the work throws in time
 */
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
