package stompjar.data;

import java.nio.file.Path;

/** What every recording must keep to. */
final class Checks {
    private Checks() {
    }

    static Audio usable(Path file, Audio audio) throws AudioException {
        if (audio.frames() == 0) {
            throw new AudioException(file.toString(), "it holds no audio");
        }
        for (float[] channel : audio.channels()) {
            for (int n = 0; n < channel.length; n++) {
                if (!Float.isFinite(channel[n])) {
                    throw new AudioException(file.toString(), "frame " + n + " is not a finite number");
                }
            }
        }
        return audio;
    }
}
