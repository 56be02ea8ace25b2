package stompjar.cli;

import java.nio.file.Path;

import stompjar.data.Audio;
import stompjar.data.AudioException;
import stompjar.data.AudioFiles;

/** Audio that goes into a pedalboard. */
final class AudioInput {
    private AudioInput() { }

    /** Reads WAV or FLAC. @throws AudioException also if it has more than two channels */
    static Audio monoOrStereo(Path file) throws AudioException {
        Audio audio = AudioFiles.read(file);
        if (audio.channels().length > 2) {
            throw new AudioException(file.toString(), "it has " + audio.channels().length + " channels; mono and stereo are supported");
        }
        return audio;
    }
}
