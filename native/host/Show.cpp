#include "host/Commands.h"

#include "host/Arguments.h"
#include "host/AudioFile.h"
#include "host/HostedPlugin.h"

#include <juce_gui_basics/juce_gui_basics.h>

#include <iostream>
#include <mutex>

namespace stompjar
{

/** Writes a line for each thing that a host hears of a plugin. Any thread. */
class Told final : public juce::AudioProcessorListener
{
public:
    explicit Told (juce::AudioProcessor& told) : plugin (told) { plugin.addListener (this); }
    ~Told() override { plugin.removeListener (this); }

    static void say (const juce::String& line)
    {
        static std::mutex mutex;
        const std::lock_guard<std::mutex> lock (mutex);
        std::cout << line << std::endl;
    }

private:
    juce::String name (int parameter) const { return plugin.getParameters()[parameter]->getName (100); }

    void audioProcessorParameterChanged (juce::AudioProcessor*, int parameter, float value) override
    {
        say ("value " + juce::String (value, 6) + " " + name (parameter));
    }

    void audioProcessorParameterChangeGestureBegin (juce::AudioProcessor*, int parameter) override { say ("begin " + name (parameter)); }
    void audioProcessorParameterChangeGestureEnd (juce::AudioProcessor*, int parameter) override { say ("end " + name (parameter)); }
    void audioProcessorChanged (juce::AudioProcessor*, const ChangeDetails&) override {}

    juce::AudioProcessor& plugin;
};

/** Plays a loop at the speed of a sound card, and may turn a controller up and down meanwhile. */
class Player final : private juce::Thread
{
public:
    /** @param number  of the controller, on channel 1; -1 for none */
    Player (HostedPlugin& played, Audio loop, int number) : Thread ("audio"), plugin (played), in (std::move (loop)), controller (number) { startThread(); }
    ~Player() override { stopThread (5'000); }

    static constexpr int block = 480;

private:
    void run() override
    {
        juce::AudioBuffer<float> audio (1, block);
        juce::MidiBuffer events;
        int step = 0;

        for (int start = 0; ! threadShouldExit(); start = start + 2 * block > in.samples.getNumSamples() ? 0 : start + block)
        {
            audio.clear();

            if (in.samples.getNumSamples() >= block)
                audio.copyFrom (0, 0, in.samples, 0, start, block);

            events.clear();

            if (controller >= 0)
                events.addEvent (juce::MidiMessage::controllerEvent (1, controller, std::abs (step++ % 254 - 127)), 0);

            plugin.process (audio, events);
            wait (10);
        }
    }

    HostedPlugin& plugin;
    const Audio in;
    const int controller;
};

/** A window around an editor, as big as that wants to be. */
class Window final : public juce::DocumentWindow
{
public:
    explicit Window (juce::AudioProcessorEditor* editor)
        : DocumentWindow ("Stompjar", juce::Colours::black, closeButton)
    {
        setUsingNativeTitleBar (true);
        setContentOwned (editor, true);
        setResizable (editor->isResizable(), false);
        setTopLeftPosition (0, 0);
        setVisible (true);
    }

    void closeButtonPressed() override { juce::MessageManager::getInstance()->stopDispatchLoop(); }

    void resized() override
    {
        DocumentWindow::resized();

        if (auto* editor = getContentComponent())
            Told::say ("size " + juce::String (editor->getWidth()) + " " + juce::String (editor->getHeight()));
    }
};

int show (int count, char** words)
{
    const Arguments arguments (count, words, { "--plugin", "--in", "--seconds", "--controller" }, {});
    const auto seconds = wholeNumber ("--seconds", arguments.optional ("--seconds", "0"), 0);
    const auto controller = arguments.has ("--controller") ? wholeNumber ("--controller", arguments.required ("--controller"), 0) : -1;
    Audio in;

    if (arguments.has ("--in"))
        in = readAudio (fileArgument (arguments.required ("--in")));

    HostedPlugin plugin (fileArgument (arguments.required ("--plugin")), 48000.0, Player::block, 1);
    plugin.prepare (48000.0, Player::block, true);
    const Told told (plugin.first());
    const Player player (plugin, std::move (in), controller);
    auto* editor = plugin.first().createEditorIfNeeded();

    if (editor == nullptr)
        throw std::runtime_error (arguments.required ("--plugin") + ": it shows no editor (is there a display?)");

    const Window window (editor);
    Told::say ("open");

    if (seconds > 0)
        juce::Timer::callAfterDelay (1000 * seconds, [] { juce::MessageManager::getInstance()->stopDispatchLoop(); });

    juce::MessageManager::getInstance()->runDispatchLoop();
    return 0;
}

}
