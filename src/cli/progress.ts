/** A progress bar on standard error, for people only: silent when it is no terminal. */
const WIDTH = 30

/** A bar on standard error, where that is a terminal; else nothing is shown. */
export function progressBar(label: string): (done: number, of: number) => void {
  if (!process.stderr.isTTY) return () => {}
  return (done, of) => {
    const filled = of === 0 ? WIDTH : Math.round((done / of) * WIDTH)
    process.stderr.write(`\r${label} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${of}`)
    if (done === of) process.stderr.write('\n')
  }
}
