#pragma once

#include <juce_gui_basics/juce_gui_basics.h>

namespace stompjar
{

/** Small words over small values, side by side. Message thread. */
class Readouts final : public juce::Component
{
public:
    struct Entry
    {
        juce::String word, value, hint;

        bool operator== (const Entry& other) const { return word == other.word && value == other.value; }
    };

    /** @param widths  shares of the width */
    explicit Readouts (std::vector<float> widths);
    ~Readouts() override;

    /** As many as widths. */
    void show (const std::vector<Entry>&);

    void resized() override;

private:
    struct Field;

    const std::vector<float> shares;
    std::vector<std::unique_ptr<Field>> fields;
};

}
