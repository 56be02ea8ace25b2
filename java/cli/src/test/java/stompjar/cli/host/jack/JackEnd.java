package stompjar.cli.host.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.List;

/** One end of a cable: a client with one port, that plays what it is given or records what comes. Its process callback runs on JACK's thread. */
final class JackEnd implements AutoCloseable {
    private final Pointer client;
    private final Pointer port;
    private final String name;
    private final boolean plays;
    /** Held, so that it is not collected while JACK calls it. */
    private final Jack.Process process = this::process;
    private final float[] audio;
    private volatile int done;
    private volatile boolean running;

    /** @param audio to play, or to record into */
    JackEnd(String server, String name, boolean plays, float[] audio) {
        this.name = name;
        this.plays = plays;
        this.audio = audio;
        client = Jack.LIBRARY.jack_client_open(name, Jack.NO_START_SERVER | Jack.SERVER_NAME, new IntByReference(), server);
        assertNotNull(client, "no JACK server " + server);
        port = Jack.LIBRARY.jack_port_register(client, "audio", Jack.AUDIO, plays ? Jack.OUTPUT : Jack.INPUT, 0);
        // Attached once, not anew for each block.
        Native.setCallbackThreadInitializer(process, new CallbackThreadInitializer(true, false, name));
        Jack.LIBRARY.jack_set_process_callback(client, process, null);
        assertEquals(0, Jack.LIBRARY.jack_activate(client));
    }

    private int process(int frames, Pointer argument) {
        Pointer buffer = Jack.LIBRARY.jack_port_get_buffer(port, frames);
        int some = running ? Math.min(frames, audio.length - done) : 0;
        if (plays) {
            buffer.write(0, new float[frames], 0, frames);
            buffer.write(0, audio, done, some);
        } else {
            buffer.read(0, audio, done, some);
        }
        done += some;
        return 0;
    }

    void start() {
        running = true;
    }

    /** Whether all is played or recorded. */
    boolean isDone() {
        return done == audio.length;
    }

    /** The ports of this server that match, in JACK's order. @param flags 0 for any */
    List<String> ports(String pattern, int flags) {
        Pointer found = Jack.LIBRARY.jack_get_ports(client, pattern, Jack.AUDIO, flags);
        if (found == null) {
            return List.of();
        }
        List<String> names = List.of(found.getStringArray(0));
        Jack.LIBRARY.jack_free(found);
        return names;
    }

    /** @return whether that could be done */
    boolean connect(String other) {
        String own = name + ":audio";
        return 0 == (plays ? Jack.LIBRARY.jack_connect(client, own, other) : Jack.LIBRARY.jack_connect(client, other, own));
    }

    /** Lets the whole server run as fast as its clients can, waiting for each of them, or at the pace of its sound card again. */
    void freewheel(boolean on) {
        assertEquals(0, Jack.LIBRARY.jack_set_freewheel(client, on ? 1 : 0));
    }

    @Override
    public void close() {
        Jack.LIBRARY.jack_client_close(client);
    }
}
