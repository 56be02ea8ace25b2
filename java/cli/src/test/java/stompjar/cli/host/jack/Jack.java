package stompjar.cli.host.jack;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** The functions of JACK's client library that are called here; see jack.h. */
interface Jack extends Library {
    Jack LIBRARY = Native.load("jack", Jack.class);

    String AUDIO = "32 bit float mono audio";
    /** Options of {@link #jack_client_open}. */
    int NO_START_SERVER = 1, SERVER_NAME = 4;
    /** Flags of ports. */
    int INPUT = 1, OUTPUT = 2;

    /** Called for each block; the answer is 0. Audio thread of the client. */
    interface Process extends Callback {
        int call(int frames, Pointer argument);
    }

    Pointer jack_client_open(String name, int options, IntByReference status, Object... server);

    int jack_client_close(Pointer client);

    int jack_activate(Pointer client);

    int jack_set_process_callback(Pointer client, Process process, Pointer argument);

    Pointer jack_port_register(Pointer client, String name, String type, long flags, long size);

    Pointer jack_port_get_buffer(Pointer port, int frames);

    Pointer jack_get_ports(Pointer client, String name, String type, long flags);

    void jack_free(Pointer memory);

    int jack_connect(Pointer client, String from, String to);

    int jack_set_freewheel(Pointer client, int on);
}
