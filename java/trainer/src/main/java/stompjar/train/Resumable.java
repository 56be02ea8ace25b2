package stompjar.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A part of training that can be written down and taken up again, to the bit. Its shape is known before it is loaded. */
interface Resumable {
    void save(DataOutput out) throws IOException;

    void load(DataInput in) throws IOException;

    static void write(DataOutput out, float[] values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    static void read(DataInput in, float[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
    }

    static void write(DataOutput out, double[][] values) throws IOException {
        for (double[] row : values) {
            for (double value : row) {
                out.writeDouble(value);
            }
        }
    }

    static void read(DataInput in, double[][] values) throws IOException {
        for (double[] row : values) {
            for (int i = 0; i < row.length; i++) {
                row[i] = in.readDouble();
            }
        }
    }
}
