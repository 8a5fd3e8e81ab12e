learn-slope = Declive w
learn-intercept = Ordenada na origem b
learn-cost = Custo
learn-fit = Uma reta por três pontos
learn-fit-what =
    O custo é a soma dos erros ao quadrado, desenhados a laranja. Cada ponto do mapa é uma reta: quanto mais escuro, menor o
    custo. Procura-se a reta com custo 0.
learn-lines = Retas da aula
learn-gradient = Gradiente: ∂C/∂w = **{ $w }**, ∂C/∂b = **{ $b }**
learn-fit-alt = A reta com declive { $w } e ordenada na origem { $b } tem custo { $cost }.
