package stompjar.cli;

import java.io.PrintWriter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code --json} option and the way out: either one JSON value or words for people. Mixed into each verb. */
final class Output {
    /** Record components become {@code snake_case} keys. */
    static final ObjectMapper JSON = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Option(names = "--json", description = "Print one JSON value instead of words.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    boolean isJson() {
        return json;
    }

    PrintWriter words() {
        return verb.commandLine().getOut();
    }

    void print(Object value, String words) throws JsonProcessingException {
        words().println(json ? JSON.writeValueAsString(value) : words);
    }
}
