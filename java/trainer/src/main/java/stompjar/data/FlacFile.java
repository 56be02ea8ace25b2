package stompjar.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;
import org.jflac.metadata.StreamInfo;

/**
 * Reads FLAC with jflac's decoder itself. Its {@code javax.sound} provider gives the same samples, but through one more thread and
 * with damaged frames passed over in silence; here they are an error.
 */
final class FlacFile {
    private FlacFile() {
    }

    static Audio read(Path file) throws AudioException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            FLACDecoder decoder = new FLACDecoder(in);
            decoder.readMetadata();
            StreamInfo info = decoder.getStreamInfo();
            if (info == null) {
                throw new AudioException(file.toString(), "its FLAC header is damaged");
            }
            float scale = (float) Math.scalb(1.0, 1 - info.getBitsPerSample());
            float[][] out = new float[info.getChannels()][(int) Math.max(info.getTotalSamples(), 4096)];
            int frames = 0;
            for (Frame frame = decoder.readNextFrame(); frame != null; frame = decoder.readNextFrame()) {
                int count = frame.header.blockSize;
                for (int c = 0; c < out.length; c++) {
                    if (frames + count > out[c].length) {
                        out[c] = Arrays.copyOf(out[c], 2 * (frames + count));
                    }
                    int[] samples = decoder.getChannelData()[c].getOutput();
                    for (int n = 0; n < count; n++) {
                        out[c][frames + n] = samples[n] * scale;
                    }
                }
                frames += count;
            }
            // 0 total samples in the header means "not known".
            if (decoder.getBadFrames() > 0 || info.getTotalSamples() > 0 && frames != info.getTotalSamples()) {
                throw new AudioException(file.toString(), "it is damaged: " + frames + " good frames of " + info.getTotalSamples());
            }
            for (int c = 0; c < out.length; c++) {
                out[c] = Arrays.copyOf(out[c], frames);
            }
            return new Audio(out, info.getSampleRate());
        } catch (IOException e) {
            throw AudioFiles.unreadable(file, e);
        } catch (RuntimeException e) {
            throw new AudioException(file.toString(), "its FLAC data is damaged", e);
        }
    }
}
