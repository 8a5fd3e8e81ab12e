learn-activations = Ativações
learn-activations-what =
    Uma ativação faz de uma camada mais do que um produto de matrizes. Onde a sua derivada é quase 0, as camadas anteriores não
    aprendem nada.
learn-activation = Ativação
learn-derivative = derivada
learn-function-alt = { $name } e a sua derivada: de { $low } a { $high }; a derivada é no máximo { $steepest }.
learn-losses = Funções de perda
learn-losses-what =
    A perda de uma saída z cuja classe está certa. A derivada é a força sobre z: quanto uma saída errada é corrigida, e se uma
    certa é deixada em paz.
learn-loss-name = Perda

learn-layers = Oito camadas, acabadas de inicializar
learn-layers-what =
    Entradas aleatórias atravessam oito camadas de 100 unidades, antes de qualquer aprendizagem. Uma boa inicialização mantém a
    dispersão igual de camada para camada, para a frente e para trás. A normalização em lote repara uma má.
learn-initializer = Inicializador
learn-quantity = O que se mostra
learn-quantity-activations = Ativações
learn-quantity-gradients = Gradientes
learn-normalize = Normalização em lote
learn-layer = Camada: desvio-padrão σ
learn-value = Valor
learn-layer-label = { $layer }: { $deviation }
learn-layers-first-last = Da primeira camada à última, σ vai de { $first } a **{ $last }**.
learn-layers-vanish = Desaparecem: não resta nada com que as camadas possam aprender.
learn-layers-explode = Explodem: um passo atiraria os pesos para longe.
learn-layers-saturate = A maioria das unidades está saturada, perto de −1 ou 1, onde a derivada é quase 0.
learn-layers-keep = O seu tamanho muda tão pouco que todas as camadas podem aprender.

learn-dropout = Abandono (dropout)
learn-dropout-what =
    No treino, o dropout põe a 0 uma parte p das ativações, de cada vez ao acaso. O dropout invertido divide as outras por 1 − p,
    para que a camada seguinte receba, a menos do acaso, a mesma média que sem dropout.
learn-dropout-rate = Parte p que é abandonada
learn-dropout-kind = Ativações mantidas
learn-dropout-inverted = Divididas por 1 − p (invertido)
learn-dropout-plain = Como estão
learn-dropout-mean = Média da camada
learn-dropout-through = Média depois de oito camadas
learn-dropout-alt = { NUMBER($kept) } de 100 ativações ficam; cada uma é agora { $value }. A média era 1 e é { $mean }.
