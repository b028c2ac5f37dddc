// A life is at risk and nobody has said that they are at work on it: the open page sounds until somebody has.
const EACH_MS = 4000;
const HERTZ = [880, 660];

let timer: number | undefined;
let context: AudioContext | undefined;

export function sound(on: boolean): void {
  if (!on) {
    clearInterval(timer);
    timer = undefined;
  } else if (timer === undefined) {
    ring();
    timer = window.setInterval(ring, EACH_MS);
  }
}

/** Whether it should sound, and the browser does not let it. */
export function isSilent(): boolean {
  return timer !== undefined && context?.state !== "running";
}

function ring(): void {
  // A browser that lets nothing sound before somebody has touched the page shows the notice all the same.
  if (!("AudioContext" in window)) return;
  context ??= new AudioContext();
  void context.resume();
  HERTZ.forEach((hertz, at) => tone(hertz, at * 0.25));
}

function tone(hertz: number, after: number): void {
  if (!context) return;
  const [wave, loud, from] = [context.createOscillator(), context.createGain(), context.currentTime + after];
  wave.frequency.value = hertz;
  loud.gain.setValueAtTime(0.2, from);
  loud.gain.exponentialRampToValueAtTime(0.001, from + 0.2);
  wave.connect(loud).connect(context.destination);
  wave.start(from);
  wave.stop(from + 0.2);
}
