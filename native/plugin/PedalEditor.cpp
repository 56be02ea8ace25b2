#include "plugin/PedalEditor.h"

namespace stompjar
{

PedalEditor::PedalEditor (PedalProcessor& processor)
    : AudioProcessorEditor (processor), pedal (processor), face (processor)
{
    setLookAndFeel (&look);
    addAndMakeVisible (face);
    setTitle ("Stompjar");

    constexpr double shape = static_cast<double> (Face::width) / Face::height;
    const auto width = juce::jlimit (Face::width * 3 / 4, Face::width * 2, settings->faceWidth (Face::width));
    setResizable (true, true);
    setResizeLimits (Face::width * 3 / 4, Face::height * 3 / 4, Face::width * 2, Face::height * 2);
    getConstrainer()->setFixedAspectRatio (shape);

    setSize (width, juce::roundToInt (width / shape));
    startTimerHz (30);
}

PedalEditor::~PedalEditor()
{
    pedal.midiControl().stopLearning();    // nobody would see that a knob still waits
    setLookAndFeel (nullptr);

    if (getWidth() != settings->faceWidth (Face::width))
        settings->setFaceWidth (getWidth());    // once: while a window is dragged it has hundreds
}

void PedalEditor::resized()
{
    face.setTransform (juce::AffineTransform::scale (static_cast<float> (getWidth()) / Face::width, static_cast<float> (getHeight()) / Face::height));
}

}
