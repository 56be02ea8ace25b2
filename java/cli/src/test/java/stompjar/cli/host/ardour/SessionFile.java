package stompjar.cli.host.ardour;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Ardour's session file. Ardour cannot import audio from Lua, so the region is written here as an import would leave it. */
final class SessionFile {
    /** What a region says beside its name, place and ids. */
    private static final Map<String, String> REGION = Map.ofEntries(Map.entry("type", "audio"), Map.entry("muted", "0"),
            Map.entry("opaque", "1"), Map.entry("locked", "0"), Map.entry("automatic", "0"), Map.entry("import", "0"),
            Map.entry("external", "0"), Map.entry("hidden", "0"), Map.entry("position-locked", "0"), Map.entry("sync-marked", "0"),
            Map.entry("left-of-split", "0"), Map.entry("right-of-split", "0"), Map.entry("start", "a0"), Map.entry("sync-position", "a0"),
            Map.entry("stretch", "1"), Map.entry("shift", "1"), Map.entry("layering-index", "0"), Map.entry("envelope-active", "0"),
            Map.entry("default-fade-in", "0"), Map.entry("default-fade-out", "0"), Map.entry("fade-in-active", "0"),
            Map.entry("fade-out-active", "0"), Map.entry("scale-amplitude", "1"), Map.entry("first-edit", "nothing"),
            Map.entry("channels", "1"));

    private SessionFile() { }

    /** Places a mono 48 kHz file at the start of the track. */
    static void addAudio(Path session, String name, Path wav, int frames) throws Exception {
        Path audio = Files.createDirectories(session.resolve("interchange").resolve(name).resolve("audiofiles"));
        Files.copy(wav, audio.resolve("guitar.wav"));
        File file = session.resolve(name + ".ardour").toFile();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
        Element root = document.getDocumentElement();
        int id = Integer.parseInt(root.getAttribute("id-counter"));
        root.setAttribute("id-counter", Integer.toString(id + 10));
        add(document, child(root, "Sources"), "Source", Map.of("name", "guitar.wav", "type", "audio", "flags", "", "id", "" + (id + 1),
                "channel", "0", "origin", "", "gain", "1"));
        region(document, child(root, "Regions"), "guitar", id + 2, id + 1, frames, true);
        NodeList playlists = child(root, "Playlists").getElementsByTagName("Playlist");
        for (int i = 0; i < playlists.getLength(); i++) {
            Element playlist = (Element) playlists.item(i);
            if (playlist.getAttribute("name").startsWith("Guitar")) {
                region(document, playlist, "guitar.1", id + 3, id + 1, frames, false);
            }
        }
        Element locations = child(root, "Locations");
        NodeList old = locations.getElementsByTagName("Location");
        for (int i = old.getLength() - 1; i >= 0; i--) {
            if (((Element) old.item(i)).getAttribute("flags").contains("IsSessionRange")) {
                locations.removeChild(old.item(i));
            }
        }
        add(document, locations, "Location", Map.of("id", "" + (id + 4), "name", "session", "start", "0", "end", "" + frames, "flags",
                "IsSessionRange", "locked", "0", "timestamp", "0", "cue", "0"));
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(file));
    }

    private static void region(Document document, Element parent, String name, int id, int source, int frames, boolean whole) {
        Element region = add(document, parent, "Region", REGION);
        region.setAttribute("name", name);
        region.setAttribute("id", Integer.toString(id));
        region.setAttribute("length", Integer.toString(frames));
        region.setAttribute("whole-file", whole ? "1" : "0");
        region.setAttribute("source-0", Integer.toString(source));
        region.setAttribute("master-source-0", Integer.toString(source));
    }

    private static Element add(Document document, Element parent, String tag, Map<String, String> attributes) {
        Element element = document.createElement(tag);
        attributes.forEach(element::setAttribute);
        parent.appendChild(element);
        return element;
    }

    private static Element child(Element parent, String tag) {
        NodeList children = parent.getElementsByTagName(tag);
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getParentNode() == parent) {
                return (Element) children.item(i);
            }
        }
        throw new AssertionError("the session has no " + tag);
    }
}
