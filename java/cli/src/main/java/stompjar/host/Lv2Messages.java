package stompjar.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;

/**
 * What {@link Lv2Host} and its {@link Lv2Process} say to each other, over a socket because plugins write to stdout: records as JSON, audio as
 * floats, each after its length. One thread on each side.
 */
final class Lv2Messages implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param play null: tell the plugins */
    record Request(Play play) { }

    /**
     * Play the audio that follows.
     *
     * @param controls values in their own units by index of the port; the others keep their defaults
     */
    record Play(String uri, int rate, Map<Integer, Float> controls) { }

    /**
     * The answer; audio follows if some was sent and nothing went wrong.
     *
     * @param problem null if nothing went wrong
     * @param plugins null unless asked for
     * @param latency frames, as the plugin tells
     */
    record Answer(String problem, List<Lv2Plugin> plugins, int latency) { }

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;

    Lv2Messages(SocketChannel channel) {
        this.channel = channel;
        in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
        out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    void send(Object message) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(message);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    <T> T receive(Class<T> type) throws IOException {
        return JSON.readValue(in.readNBytes(in.readInt()), type);
    }

    void sendAudio(float[] audio) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(audio.length * Float.BYTES);
        bytes.asFloatBuffer().put(audio);
        out.writeInt(audio.length);
        out.write(bytes.array());
        out.flush();
    }

    float[] receiveAudio() throws IOException {
        float[] audio = new float[in.readInt()];
        byte[] bytes = new byte[audio.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(audio);
        return audio;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
